import type { Discovery } from '../../../model/discoverer.ts'
import { overLimit } from '../../../model/read-error.ts'
import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import type { PackageEntry, PackageInclude, PackageSet } from '../../package-set.ts'
import { gapsOf, type Skipped } from '../../skipped.ts'
import { EMPTY_LOCK, titleOf } from '../lock-file.ts'
import { pipRequirement } from '../pip-requirements/requirement.ts'
import { MAIN } from '../scopes.ts'
import { sourceOf, tableRequirement, type NamedIndexes } from '../table-requirement.ts'
import { tomlPlaces } from '../toml-places.ts'
import { entriesOf, textOf, textsOf, valueAt, type Table, type TomlFile } from '../toml.ts'
import { poetryGroups, textGroups, type TableGroup, type TextGroup } from './groups.ts'
import { namedIndexes, projectIndexes, uvOptions, uvSources } from './indexes.ts'
import { projectStatements } from './statements.ts'

const MAX_ENTRIES = 20_000
const MAX_EXTRAS = 500

export function* readPyproject(
  { text, root }: TomlFile,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const places = tomlPlaces(text)
  const indexes = projectIndexes(root, places)
  const named = namedIndexes(indexes)
  const poetryExtras = extrasByName(root)
  const own = projectName(root)
  const packages: PackageEntry[] = []
  const includes: PackageInclude[] = []
  const skipped: Skipped[] = []
  const add = (entry: PackageEntry): void => {
    if (packages.length >= MAX_ENTRIES) throw overLimit(`more than ${MAX_ENTRIES} requirements in one file`)
    // Extras of the project may be made of one another.
    if (entry.name !== own) packages.push(entry)
  }
  for (const group of textGroups(root)) {
    checkpoint()
    for (const requirement of group.texts) {
      const line = places.text(requirement, ...group.key)
      const found = textRequirement(requirement, group, line)
      if (!found)
        skipped.push({
          line,
          detail: `a requirement that names no package in ${group.key.join('.').slice(0, 200)}`,
        })
      else if (found.kind === 'project') includes.push({ as: 'project', path: found.path, line })
      else add(found.entry)
    }
  }
  for (const group of poetryGroups(root))
    for (const entry of poetryEntries(group, named, (...key) => places.key(...key)))
      add(poetryExtras.has(entry.name) ? { ...entry, scopes: poetryExtras.get(entry.name)! } : entry)
  for (const file of textsOf(valueAt(root, 'tool', 'setuptools', 'dynamic', 'dependencies', 'file')))
    includes.push({ as: 'requirements', path: file, line: places.text(file) })
  yield* gapsOf(path, skipped)
  const redirected = withUvSources(packages, root, named)
  for (const { name, line } of redirected.members) includes.push({ as: 'project', path: name, line })
  const version =
    textOf(valueAt(root, 'project', 'version')) ?? textOf(valueAt(root, 'tool', 'poetry', 'version'))
  const stated = projectStatements(root, places)
  const set: PackageSet = {
    ...EMPTY_LOCK,
    kind: 'manifest',
    title: titleOf(path),
    projects: own
      ? [
          {
            name: own,
            ...(version && { version }),
            line: places.key(...(root['project'] ? ['project', 'name'] : ['tool', 'poetry', 'name'])),
            dependencies: [],
            ...(stated.length > 0 && { stated }),
          },
        ]
      : [],
    packages: redirected.packages,
    indexes,
    options: uvOptions(root, places),
    includes,
  }
  if (own || packages.length > 0 || indexes.length > 0) yield { kind: 'facts', facts: set }
}

function projectName(root: Table): string | undefined {
  const name = textOf(valueAt(root, 'project', 'name')) ?? textOf(valueAt(root, 'tool', 'poetry', 'name'))
  return name !== undefined && isPythonName(name) ? normalizedPythonName(name) : undefined
}

function textRequirement(
  text: string,
  { scope, optional }: TextGroup,
  line: number,
): ReturnType<typeof pipRequirement> {
  // PDM writes editable requirements as pip has them on its command line.
  const editable = /^-e\s+/.exec(text)
  const found = pipRequirement(text.slice(editable?.[0].length ?? 0), {
    line,
    lineEnd: line,
    hashes: [],
    editable: editable !== null,
  })
  if (found?.kind !== 'package') return found
  const scopes = scope === MAIN ? [] : [scope]
  return {
    kind: 'package',
    entry: { ...found.entry, direct: true, scopes, ...(optional && { optional: true }) },
  }
}

function* poetryEntries(
  { scope, entries, key }: TableGroup,
  indexes: NamedIndexes,
  lineOf: (...path: readonly string[]) => number,
): Generator<PackageEntry> {
  for (const [name, value] of entries) {
    // Not a package: the interpreter.
    if (name.toLowerCase() === 'python' || !isPythonName(name)) continue
    const line = lineOf(...key, name)
    for (const one of Array.isArray(value) ? value : [value]) {
      const entry = tableRequirement(name, one, line, indexes)
      if (entry) yield { ...entry, scopes: scope === MAIN ? [] : [scope] }
    }
  }
}

/** Extras of Poetry list names of optional packages. */
function extrasByName(root: Table): ReadonlyMap<string, readonly string[]> {
  const extras = new Map<string, readonly string[]>()
  const all = valueAt(root, 'tool', 'poetry', 'extras')
  for (const [extra, list] of entriesOf(all).slice(0, MAX_EXTRAS))
    for (const text of textsOf(list)) {
      const name = normalizedPythonName(text)
      extras.set(name, [...(extras.get(name) ?? []), extra])
    }
  return extras
}

/** Puts in place what uv is told to take from elsewhere; members of the workspace are no packages. */
function withUvSources(
  packages: readonly PackageEntry[],
  root: Table,
  indexes: NamedIndexes,
): { readonly packages: readonly PackageEntry[]; readonly members: readonly PackageEntry[] } {
  const sources = new Map(
    [...uvSources(root)].map(([name, tables]) => [normalizedPythonName(name), tables] as const),
  )
  const members: PackageEntry[] = []
  const kept = packages.flatMap((entry) => {
    const tables = sources.get(entry.name) ?? []
    if (tables.some((table) => table['workspace'] === true)) {
      members.push(entry)
      return []
    }
    if (tables.length === 0) return [entry]
    return tables.map((table) => {
      const marker = textOf(table['marker']) ?? entry.marker
      const editable = table['editable'] === true
      return {
        ...entry,
        source: sourceOf(table, indexes),
        ...(marker && { marker }),
        ...(editable && { editable }),
      }
    })
  })
  return { packages: kept, members }
}
