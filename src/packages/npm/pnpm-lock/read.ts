import { membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageDependency, PackageEntry, PackageProject, PackageSource } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { mergedEntries } from '../merge.ts'
import type { ReadLock } from '../npm-lock/flat.ts'
import { isExactVersion, isNpmName, resolvedSource, tarball } from '../resolved.ts'
import { referenceKey, splitKey } from './key.ts'
import { reachable } from './reach.ts'

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

/** Versions 5 to 9. Since 9 what a package is stands in `packages`, and what it needs in `snapshots`. */
export function readPnpmLock(
  root: YamlNode,
  major: number,
  installed: boolean,
  checkpoint: () => void,
): ReadLock {
  const top = membersOf(root)
  const skipped: Skipped[] = []
  const described = membersOf(top.get('packages'))
  const snapshots = top.has('snapshots') ? membersOf(top.get('snapshots')) : described
  const importers = top.has('importers') ? membersOf(top.get('importers')) : new Map([['.', root]])
  const needsOf = (key: string): readonly Reference[] => references(snapshots.get(key), major)
  const asked = [...importers.values()].flatMap((node) =>
    SECTIONS.map((section) => importerReferences(node, section, major)),
  )
  const keysOf = (kind: number): string[] =>
    asked.flatMap((list, i) => (i % SECTIONS.length === kind ? list.flatMap((r) => r.key ?? []) : []))
  const needed = reachable(
    keysOf(0),
    (key) => needsOf(key).flatMap((r) => (r.optional ? [] : (r.key ?? []))),
    checkpoint,
  )
  const wanted = reachable(
    [...keysOf(0), ...keysOf(2)],
    (key) => needsOf(key).flatMap((r) => r.key ?? []),
    checkpoint,
  )
  const direct = new Set(asked.flat().flatMap((r) => r.key ?? []))

  const entryOf = new Map<string, PackageEntry>()
  for (const [key, node] of snapshots) {
    checkpoint()
    // Peers stand in brackets behind the version of the package that the description is of.
    const entry = readEntry(
      key,
      described.get(key) ?? described.get(key.replace(/\(.*$/s, '')),
      node.line,
      major,
    )
    if (!entry) skipped.push({ line: node.line, detail: 'a package without a usable name' })
    else
      entryOf.set(key, {
        ...entry,
        direct: direct.has(key),
        scopes: wanted.has(key) ? [] : ['dev'],
        ...(wanted.has(key) && !needed.has(key) && { optional: true }),
      })
  }
  const resolve = (reference: Reference): PackageDependency => dependencyOf(reference, entryOf)
  return {
    set: {
      kind: installed ? 'environment' : 'lock',
      title: installed ? 'node_modules' : 'pnpm-lock.yaml',
      complete: skipped.length === 0,
      projects: [...importers].map(([name, node], i): PackageProject => ({
        name,
        line: node.line,
        dependencies: SECTIONS.flatMap((_, kind) => asked[i * SECTIONS.length + kind] ?? []).map(resolve),
      })),
      packages: mergedEntries(
        [...entryOf].map(([key, entry]) => ({
          ...entry,
          dependencies: needsOf(key)
            .filter((r) => r.key !== undefined && entryOf.has(r.key))
            .map(resolve),
        })),
      ),
      indexes: [],
      options: [],
      includes: [],
    },
    skipped,
  }
}

interface Reference {
  readonly name: string
  readonly key: string | undefined
  readonly optional: boolean
  readonly range?: string
}

function references(node: YamlNode | undefined, major: number): Reference[] {
  const m = membersOf(node)
  return (['dependencies', 'optionalDependencies'] as const).flatMap((section) =>
    [...membersOf(m.get(section))].map(([name, value]) => ({
      name,
      key: referenceKey(name, textOf(value) ?? '', major),
      optional: section === 'optionalDependencies',
    })),
  )
}

/** `name: {specifier, version}`, before version 6 `name: version` with the ranges in `specifiers`. */
function importerReferences(node: YamlNode, section: string, major: number): Reference[] {
  const m = membersOf(node)
  const specifiers = membersOf(m.get('specifiers'))
  return [...membersOf(m.get(section))].map(([name, value]) => {
    const range = textOf(membersOf(value).get('specifier')) ?? textOf(specifiers.get(name))
    const version = textOf(membersOf(value).get('version')) ?? textOf(value) ?? ''
    return {
      name,
      key: referenceKey(name, version, major),
      optional: section === 'optionalDependencies',
      ...(range && { range: withoutCredentials(range) }),
    }
  })
}

function dependencyOf(
  { name, key, range }: Reference,
  entries: ReadonlyMap<string, PackageEntry>,
): PackageDependency {
  const target = key === undefined ? undefined : entries.get(key)
  return {
    name: target?.name ?? name,
    ...(target?.version && { version: target.version }),
    ...(target?.source && { source: target.source }),
    ...(range && { requirement: range }),
  }
}

function readEntry(
  key: string,
  node: YamlNode | undefined,
  line: number,
  major: number,
): PackageEntry | undefined {
  const m = membersOf(node)
  const split = splitKey(key, major)
  const name = textOf(m.get('name')) ?? split?.name
  if (name === undefined || !isNpmName(name)) return undefined
  const stated = textOf(m.get('version')) ?? split?.version
  const version = stated !== undefined && isExactVersion(stated) ? stated : undefined
  const resolution = membersOf(m.get('resolution'))
  const address = textOf(resolution.get('tarball'))
  const source = sourceOf(resolution, address, split?.version, name)
  const integrity = textOf(resolution.get('integrity'))
  return {
    ecosystem: 'npm',
    name,
    ...(version && { version }),
    scopes: [],
    ...(source && { source }),
    distributions: tarball(source, address, integrity),
    dependencies: [],
    line,
  }
}

function sourceOf(
  resolution: ReadonlyMap<string, YamlNode>,
  address: string | undefined,
  version: string | undefined,
  name: string,
): PackageSource | undefined {
  const repo = textOf(resolution.get('repo'))
  if (repo !== undefined) {
    const commit = textOf(resolution.get('commit'))
    return { kind: 'git', url: withoutCredentials(repo).replace(/^git\+/, ''), ...(commit && { commit }) }
  }
  const directory = textOf(resolution.get('directory'))
  if (directory !== undefined) return { kind: 'path', path: directory, editable: true }
  if (address !== undefined) return resolvedSource(address, name)
  if (version !== undefined && !isExactVersion(version)) return resolvedSource(version, name)
  return resolution.has('integrity') ? { kind: 'registry' } : undefined
}
