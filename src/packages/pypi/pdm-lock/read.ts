import type { Discovery } from '../../../model/discoverer.ts'
import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageOption, PackageSet, PackageSource } from '../../package-set.ts'
import { dependenciesOf } from '../dependency.ts'
import { distributionOf } from '../distributions.ts'
import { entryLines } from '../entry-lines.ts'
import { EMPTY_LOCK, readEntries, titleOf } from '../lock-file.ts'
import { spokenScopes } from '../scopes.ts'
import { entriesOf, listOf, textOf, textsOf, valueAt, type Table, type TomlFile } from '../toml.ts'
import { repository } from '../version-control.ts'

export function* readPdmLock(
  { text, root }: TomlFile,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const lines = entryLines(text, '[[package]]')
  const files = new Map(entriesOf(valueAt(root, 'metadata', 'files')))
  const read = (table: Table, line: number): PackageEntry | string => lockedPackage(table, line, files)
  const { entries, gaps } = readEntries(root['package'], lines, path, read, checkpoint)
  yield* gaps
  const set: PackageSet = {
    ...EMPTY_LOCK,
    title: titleOf(path),
    complete: gaps.length === 0,
    packages: entries,
    options: optionsOf(root),
  }
  yield { kind: 'facts', facts: set }
}

function lockedPackage(
  table: Table,
  line: number,
  files: ReadonlyMap<string, unknown>,
): PackageEntry | string {
  const name = textOf(table['name'])
  if (name === undefined || !isPythonName(name)) return 'a package without a name'
  const version = textOf(table['version'])
  const source = sourceOf(table)
  const marker = textOf(table['marker'])
  const extras = textsOf(table['extras'])
  const own = listOf(table['files'])
  // Before lock version 4.3 the files stood in one table, under name and version.
  const listed = own.length > 0 ? own : listOf(files.get(`${name} ${version ?? ''}`))
  return {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    scopes: spokenScopes(textsOf(table['groups'])),
    ...(extras.length > 0 && { extras }),
    ...(source && { source }),
    distributions: listed.map(distributionOf).filter((file) => file !== undefined),
    // An extra has an entry of its own, which needs the bare package.
    dependencies: dependenciesOf(textsOf(table['dependencies'])),
    ...(marker && { marker }),
    line,
  }
}

function sourceOf(table: Table): PackageSource | undefined {
  const subdirectory = textOf(table['subdirectory'])
  for (const system of ['git', 'hg', 'svn', 'bzr'] as const) {
    const url = textOf(table[system])
    if (url !== undefined)
      return repository(url, {
        requested: textOf(table['ref']),
        commit: textOf(table['revision']),
        subdirectory,
        ...(system !== 'git' && { system }),
      })
  }
  const url = textOf(table['url'])
  if (url !== undefined)
    return { kind: 'url', url: withoutCredentials(url), ...(subdirectory && { subdirectory }) }
  const path = textOf(table['path'])
  return path === undefined ? undefined : { kind: 'path', path, editable: table['editable'] === true }
}

function optionsOf(root: Table): readonly PackageOption[] {
  const strategy = textsOf(valueAt(root, 'metadata', 'strategy'))
  return strategy.length > 0 ? [{ name: 'strategy', value: strategy.join(', ').slice(0, 500), line: 1 }] : []
}
