import type { Distribution } from '../../../model/component.ts'
import type { Discovery } from '../../../model/discoverer.ts'
import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type {
  PackageDependency,
  PackageEntry,
  PackageOption,
  PackageSet,
  PackageSource,
} from '../../package-set.ts'
import { distributionOf } from '../distributions.ts'
import { entryLines } from '../entry-lines.ts'
import { EMPTY_LOCK, readEntries, titleOf, usedIndexes } from '../lock-file.ts'
import { listOf, tableOf, tablesOf, textOf, textsOf, type Table, type TomlFile } from '../toml.ts'
import { repository } from '../version-control.ts'

export function* readPylock(
  { text, root }: TomlFile,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const lines = entryLines(text, '[[packages]]')
  const { entries, gaps } = readEntries(root['packages'], lines, path, lockedPackage, checkpoint)
  yield* gaps
  const isProject = ({ source, version }: PackageEntry): boolean =>
    source?.kind === 'path' && version === undefined && /^\.?\/?$/.test(source.path)
  const packages = entries.filter((entry) => !isProject(entry))
  const set: PackageSet = {
    ...EMPTY_LOCK,
    title: titleOf(path),
    // Exporters may leave the graph out: then nothing says which package needs which.
    complete: gaps.length === 0 && packages.some(({ dependencies }) => dependencies.length > 0),
    projects: entries.filter(isProject).map(({ name, line, dependencies }) => ({ name, line, dependencies })),
    packages,
    indexes: usedIndexes(packages),
    options: optionsOf(root),
  }
  yield { kind: 'facts', facts: set }
}

function lockedPackage(table: Table, line: number): PackageEntry | string {
  const name = textOf(table['name'])
  if (name === undefined || !isPythonName(name)) return 'a package without a name'
  const version = textOf(table['version'])
  const source = sourceOf(table)
  const marker = textOf(table['marker'])
  const files = [table['archive'], table['sdist'], ...listOf(table['wheels'])]
  return {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    scopes: scopesOf(marker),
    ...(source && { source }),
    distributions: files.map(distributionOf).filter((file): file is Distribution => file !== undefined),
    dependencies: tablesOf(table['dependencies']).flatMap(dependency),
    ...(marker && { marker }),
    line,
  }
}

/** A lock for several uses says in markers which group or extra needs a package: `'dev' in dependency_groups`. */
function scopesOf(marker: string | undefined): readonly string[] {
  if (marker === undefined || !/\b(?:extras|dependency_groups)\b/.test(marker)) return []
  const names = Array.from(
    marker.slice(0, 4000).matchAll(/["']([^"']{1,100})["']\s+in\s+(?:extras|dependency_groups)\b/g),
    (match) => match[1]!,
  )
  return [...new Set(names)].toSorted()
}

function sourceOf(table: Table): PackageSource | undefined {
  const vcs = tableOf(table['vcs'])
  if (vcs) {
    const system = textOf(vcs['type'])
    return repository(textOf(vcs['url']) ?? textOf(vcs['path']) ?? '', {
      requested: textOf(vcs['requested-revision']),
      commit: textOf(vcs['commit-id']),
      subdirectory: textOf(vcs['subdirectory']),
      ...((system === 'hg' || system === 'svn' || system === 'bzr') && { system }),
    })
  }
  const directory = tableOf(table['directory'])
  if (directory)
    return {
      kind: 'path',
      path: textOf(directory['path']) ?? '.',
      editable: directory['editable'] === true,
    }
  const archive = tableOf(table['archive'])
  const url = textOf(archive?.['url'])
  const subdirectory = textOf(archive?.['subdirectory'])
  if (url !== undefined)
    return { kind: 'url', url: withoutCredentials(url), ...(subdirectory && { subdirectory }) }
  const path = textOf(archive?.['path'])
  if (path !== undefined) return { kind: 'path', path, editable: false }
  const index = textOf(table['index'])
  return index === undefined ? undefined : { kind: 'registry', url: withoutCredentials(index) }
}

function dependency(table: Table): readonly PackageDependency[] {
  const name = textOf(table['name'])
  if (name === undefined) return []
  const version = textOf(table['version'])
  const source = sourceOf(table)
  const found = {
    name: normalizedPythonName(name),
    ...(version && { version }),
    ...(source && { source }),
  }
  return [found]
}

function optionsOf(root: Table): readonly PackageOption[] {
  const options: PackageOption[] = []
  for (const name of ['created-by', 'requires-python']) {
    const value = textOf(root[name])
    if (value) options.push({ name, value: value.slice(0, 500), line: 1 })
  }
  for (const name of ['environments', 'extras', 'dependency-groups', 'default-groups'])
    for (const value of textsOf(root[name]).slice(0, 200)) options.push({ name, value, line: 1 })
  return options
}
