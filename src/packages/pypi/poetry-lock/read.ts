import type { Distribution } from '../../../model/component.ts'
import type { Discovery } from '../../../model/discoverer.ts'
import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageOption, PackageSet, PackageSource } from '../../package-set.ts'
import { distributionOf, namedHash } from '../distributions.ts'
import { entryLines } from '../entry-lines.ts'
import { EMPTY_LOCK, readEntries, titleOf, usedIndexes } from '../lock-file.ts'
import { spokenScopes } from '../scopes.ts'
import { entriesOf, listOf, tableOf, textOf, textsOf, valueAt, type Table, type TomlFile } from '../toml.ts'
import { repository } from '../version-control.ts'
import { activeDependencies, dependenciesOfPackage, type Locked } from './dependencies.ts'

export function* readPoetryLock(
  { text, root }: TomlFile,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const lines = entryLines(text, '[[package]]')
  const files = filesByName(root)
  const read = (table: Table, line: number): Locked | string => lockedPackage(table, line, files)
  const { entries, gaps } = readEntries(root['package'], lines, path, read, checkpoint)
  yield* gaps
  const packages = activeDependencies(entries)
  const set: PackageSet = {
    ...EMPTY_LOCK,
    title: titleOf(path),
    complete: gaps.length === 0,
    packages,
    indexes: usedIndexes(packages),
    options: optionsOf(root),
  }
  yield { kind: 'facts', facts: set }
}

function lockedPackage(
  table: Table,
  line: number,
  files: ReadonlyMap<string, readonly unknown[]>,
): Locked | string {
  const name = textOf(table['name'])
  if (name === undefined || !isPythonName(name)) return 'a package without a name'
  const version = textOf(table['version'])
  const source = sourceOf(table)
  const marker = markerOf(table['markers'] ?? table['marker'])
  const groups = Array.isArray(table['groups']) ? textsOf(table['groups']) : textsOf([table['category']])
  const own = listOf(table['files'])
  const listed = own.length > 0 ? own : filesOfVersion(files.get(name) ?? [], version)
  const entry: PackageEntry = {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    scopes: spokenScopes(groups),
    ...(table['optional'] === true && { optional: true }),
    ...(source && { source }),
    distributions: listed.map(fileOf).filter((file) => file !== undefined),
    dependencies: [],
    ...(marker && { marker }),
    line,
  }
  return { table, entry, dependencies: dependenciesOfPackage(table) }
}

/** Since lock version 2.1 a marker may differ by group. */
function markerOf(value: unknown): string | undefined {
  const single = textOf(value)
  if (single) return single
  const markers = new Set(entriesOf(value).flatMap(([, marker]) => textOf(marker) ?? []))
  return markers.size > 0 ? [...markers].join(' or ') : undefined
}

function sourceOf(table: Table): PackageSource | undefined {
  const source = tableOf(table['source'])
  const url = textOf(source?.['url'])
  if (!source || url === undefined) return undefined
  const reference = textOf(source['reference'])
  const subdirectory = textOf(source['subdirectory'])
  switch (source['type']) {
    case 'git':
      return repository(url, {
        requested: reference,
        commit: textOf(source['resolved_reference']),
        subdirectory,
      })
    case 'hg':
    case 'svn':
    case 'bzr':
      return repository(url, { requested: reference, subdirectory, system: source['type'] })
    case 'url':
      return { kind: 'url', url: withoutCredentials(url), ...(subdirectory && { subdirectory }) }
    case 'file':
    case 'directory':
      return { kind: 'path', path: url, editable: table['develop'] === true }
    default:
      return { kind: 'registry', url: withoutCredentials(url), ...(reference && { name: reference }) }
  }
}

/** Before lock version 2 the files of all versions of a name stood together. */
function filesByName(root: Table): ReadonlyMap<string, readonly unknown[]> {
  const files = new Map<string, readonly unknown[]>()
  for (const key of ['files', 'hashes'])
    for (const [name, list] of entriesOf(valueAt(root, 'metadata', key))) files.set(name, listOf(list))
  return files
}

function filesOfVersion(files: readonly unknown[], version: string | undefined): readonly unknown[] {
  const fitting = files.filter((file) => {
    const name = textOf(valueAt(file, 'file'))
    return name === undefined || version === undefined || isOfVersion(name, version)
  })
  return fitting.length > 0 ? fitting : files
}

function isOfVersion(file: string, version: string): boolean {
  const after = file.indexOf(`-${version}`) + version.length + 1
  return after > version.length && /^(?:-|\.(?:tar|zip|whl|egg|t[gb]z))/.test(file.slice(after))
}

/** The first lock formats had bare SHA-256 digests. */
function fileOf(value: unknown): Distribution | undefined {
  if (typeof value !== 'string') return distributionOf(value)
  const hash = namedHash('sha256', value)
  return hash && { hashes: [hash] }
}

function optionsOf(root: Table): readonly PackageOption[] {
  const python = textOf(valueAt(root, 'metadata', 'python-versions'))
  return python ? [{ name: 'requires-python', value: python, line: 1 }] : []
}
