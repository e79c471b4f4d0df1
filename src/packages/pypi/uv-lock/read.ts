import type { Discovery } from '../../../model/discoverer.ts'
import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import type { PackageDependency, PackageEntry, PackageOption, PackageSet } from '../../package-set.ts'
import { resolver } from '../../resolution.ts'
import { distributionOf } from '../distributions.ts'
import { entryLines } from '../entry-lines.ts'
import { EMPTY_LOCK, readEntries, titleOf, usedIndexes } from '../lock-file.ts'
import { MAIN, scopesByEntry, spokenScopes } from '../scopes.ts'
import {
  entriesOf,
  listOf,
  tableOf,
  tablesOf,
  textOf,
  textsOf,
  valueAt,
  type Table,
  type TomlFile,
} from '../toml.ts'
import { uvSource } from './source.ts'

interface Locked {
  readonly table: Table
  readonly entry: PackageEntry
}

export function* readUvLock(
  { text, root }: TomlFile,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const lines = entryLines(text, '[[package]]')
  const { entries, gaps } = readEntries(
    root['package'] ?? root['distribution'],
    lines,
    path,
    lockedPackage,
    checkpoint,
  )
  yield* gaps
  const isRoot = rootTest(root)
  const roots = entries.filter(isRoot)
  const packages = entries.filter((locked) => !isRoot(locked)).map(({ entry }) => entry)
  const starts = startsOf(root, roots)
  const resolve = resolver(packages, () => undefined)
  const scopes = scopesByEntry(starts, resolve, checkpoint)
  const direct = new Set(
    [...starts.values()].flatMap((list) => list.flatMap((needed) => resolve(undefined, needed))),
  )
  const ranges = requestedRanges(root, roots)
  const known = starts.size > 0
  const set: PackageSet = {
    ...EMPTY_LOCK,
    title: titleOf(path),
    complete: gaps.length === 0,
    projects: roots.map(({ table, entry }) => ({
      name: entry.name,
      ...(entry.version && { version: entry.version }),
      line: entry.line,
      dependencies: [...groupsOf(table).values()].flat(),
    })),
    packages: packages.map((entry) => {
      const requirement = direct.has(entry) ? ranges.get(entry.name) : undefined
      return {
        ...entry,
        ...(known && { direct: direct.has(entry), scopes: spokenScopes(scopes.get(entry)) }),
        ...(requirement && { requirement }),
      }
    }),
    indexes: usedIndexes(packages),
    options: optionsOf(root),
  }
  yield { kind: 'facts', facts: set }
}

function lockedPackage(table: Table, line: number): Locked | string {
  const name = textOf(table['name'])
  if (name === undefined || !isPythonName(name)) return 'a package without a name'
  const version = textOf(table['version'])
  const source = uvSource(table['source'])
  const forks = textsOf(table['resolution-markers'])
  const sdist = distributionOf(table['sdist'])
  const entry: PackageEntry = {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    scopes: [],
    ...(source && { source }),
    distributions: [
      ...(sdist ? [sdist] : []),
      ...listOf(table['wheels'])
        .map(distributionOf)
        .filter((wheel) => wheel !== undefined),
    ],
    // Extras of a package are locked only when something asks for them.
    dependencies: [...groupsOf(table).values()].flat(),
    ...(forks.length > 0 && { marker: forks.join(' or ') }),
    line,
  }
  return { table, entry }
}

/** Dependencies by group: the main one, then extras and development groups under their names. */
function groupsOf(table: Table): ReadonlyMap<string, readonly PackageDependency[]> {
  const groups = new Map([[MAIN, tablesOf(table['dependencies']).flatMap(dependency)]])
  for (const key of ['optional-dependencies', 'dev-dependencies'])
    for (const [group, list] of entriesOf(table[key]))
      groups.set(group, [...(groups.get(group) ?? []), ...tablesOf(list).flatMap(dependency)])
  return groups
}

function dependency(table: Table): readonly PackageDependency[] {
  const name = textOf(table['name'])
  if (name === undefined) return []
  const version = textOf(table['version'])
  const marker = textOf(table['marker'])
  const extras = textsOf(table['extra'])
  const source = uvSource(table['source'])
  const found = {
    name: normalizedPythonName(name),
    ...(version && { version }),
    ...(marker && { marker }),
    ...(extras.length > 0 && { extras }),
    ...(source && { source }),
  }
  return [found]
}

/** What belongs to the project itself: members of the workspace, else what lies where the lock lies. */
function rootTest(root: Table): (locked: Locked) => boolean {
  const members = new Set(textsOf(valueAt(root, 'manifest', 'members')).map(normalizedPythonName))
  return ({ table, entry }) => {
    if (entry.source?.kind !== 'path' || valueAt(table, 'source', 'path') !== undefined) return false
    return members.size > 0 ? members.has(entry.name) : entry.source.path === '.'
  }
}

/** By group, what the project names itself. Scripts and workspaces without a project name it in the manifest. */
function startsOf(root: Table, roots: readonly Locked[]): ReadonlyMap<string, readonly PackageDependency[]> {
  const starts = new Map<string, PackageDependency[]>()
  const add = (group: string, list: readonly PackageDependency[]): void => {
    const known = starts.get(group)
    if (known) for (const needed of list) known.push(needed)
    else if (list.length > 0) starts.set(group, [...list])
  }
  for (const { table } of roots) for (const [group, list] of groupsOf(table)) add(group, list)
  add(MAIN, tablesOf(valueAt(root, 'manifest', 'requirements')).flatMap(dependency))
  for (const [group, list] of entriesOf(valueAt(root, 'manifest', 'dependency-groups')))
    add(group, tablesOf(list).flatMap(dependency))
  return starts
}

/** Ranges that the project asked for, as the lock repeats them. */
function requestedRanges(root: Table, roots: readonly Locked[]): ReadonlyMap<string, string> {
  const ranges = new Map<string, string>()
  const take = (list: unknown): void => {
    for (const table of tablesOf(list)) {
      const name = textOf(table['name'])
      const specifier = textOf(table['specifier'])
      if (name !== undefined && specifier !== undefined && !ranges.has(normalizedPythonName(name)))
        ranges.set(normalizedPythonName(name), specifier)
    }
  }
  for (const { table } of roots) {
    take(valueAt(table, 'metadata', 'requires-dist'))
    for (const [, list] of entriesOf(valueAt(table, 'metadata', 'requires-dev'))) take(list)
  }
  take(valueAt(root, 'manifest', 'requirements'))
  for (const [, list] of entriesOf(valueAt(root, 'manifest', 'dependency-groups'))) take(list)
  return ranges
}

function optionsOf(root: Table): readonly PackageOption[] {
  const options: PackageOption[] = []
  for (const [name, value] of entriesOf(root['options'])) {
    if (typeof value === 'string') options.push({ name, value, line: 1 })
    else if (tableOf(value))
      for (const key of Object.keys(value as Table)) options.push({ name, value: key, line: 1 })
  }
  const python = textOf(root['requires-python'])
  if (python) options.push({ name: 'requires-python', value: python, line: 1 })
  return options.slice(0, 1000)
}
