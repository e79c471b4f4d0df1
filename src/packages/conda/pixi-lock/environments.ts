import { malformed } from '../../../model/read-error.ts'
import { itemsOf, membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import type { PackageDependency, PackageEntry, PackageIndex } from '../../package-set.ts'
import type { ReadSet } from '../conda-lock/unified.ts'
import type { Skipped } from '../../skipped.ts'
import { condaAddress } from '../../../names/conda-channel.ts'
import { channelIndexes } from '../channel.ts'
import { readPixiPackage, referenceOf, type PixiPackage } from './package.ts'

/** Where packages are installed together: within one there is one version of each name. */
interface Installed {
  readonly environment: string
  /** Keys of packages with the extras that are asked of them here. */
  readonly packages: ReadonlyMap<string, readonly string[]>
  /** The one that Python packages come from; undefined where there are several or none is named. */
  readonly index: string | undefined
}

/** pixi.lock since version 4: environments that refer to a list of packages. */
export function readPixiLock(root: YamlNode, checkpoint: () => void): ReadSet {
  const top = membersOf(root)
  const list = top.get('packages')
  const environments = top.get('environments')
  if (environments?.kind !== 'map') throw malformed('a pixi.lock without environments')
  const skipped: Skipped[] = []
  const byKey = new Map<string, PixiPackage>()
  for (const [i, item] of itemsOf(list).entries()) {
    if ((i & 255) === 0) checkpoint()
    const read = readPixiPackage(item)
    if (!read) skipped.push({ line: item.line, detail: 'a package without a name or of an unknown kind' })
    else if (!byKey.has(read.key)) byKey.set(read.key, read)
  }
  const installed = [...environments.members].flatMap(([name, node]) =>
    readEnvironment(name, node, byKey, skipped),
  )
  return {
    set: {
      kind: 'lock',
      title: 'pixi.lock',
      complete: skipped.length === 0,
      projects: [],
      packages: placed(byKey, installed, checkpoint),
      indexes: indexes(environments.members),
      options: [],
      includes: [],
    },
    skipped,
  }
}

function readEnvironment(
  environment: string,
  node: YamlNode,
  byKey: Map<string, PixiPackage>,
  skipped: Skipped[],
): Installed[] {
  const index = onlyIndex(node)
  const platforms = membersOf(membersOf(node).get('packages'))
  return [...platforms.values()].map((platform) => {
    const packages = new Map<string, readonly string[]>()
    for (const item of itemsOf(platform)) {
      const key = referenceOf(item)
      if (key === undefined) {
        skipped.push({ line: item.line, detail: 'a reference to a package of an unknown kind' })
        continue
      }
      const extras = itemsOf(membersOf(item).get('extras')).flatMap((extra) => textOf(extra) ?? [])
      packages.set(key, extras)
      if (byKey.has(key)) continue
      // The list is what describes it, but the address alone names it, too.
      const alone = readPixiPackage(item)
      if (alone) byKey.set(key, alone)
      skipped.push({ line: item.line, detail: 'a package that the list of packages does not describe' })
    }
    return { environment, packages, index }
  })
}

function placed(
  byKey: ReadonlyMap<string, PixiPackage>,
  installed: readonly Installed[],
  checkpoint: () => void,
): PackageEntry[] {
  const scopes = new Map<string, Set<string>>()
  const extras = new Map<string, Set<string>>()
  const needs = new Map<string, Map<string, PackageDependency>>()
  const origins = new Map<string, Set<string | undefined>>()
  for (const { environment, packages, index } of installed) {
    checkpoint()
    const versions = new Map<string, string | undefined>()
    for (const key of packages.keys()) {
      const entry = byKey.get(key)?.entry
      if (entry) versions.set(`${entry.ecosystem} ${entry.name}`, entry.version)
    }
    for (const [key, asked] of packages) {
      const found = byKey.get(key)
      if (!found) continue
      added(scopes, key, [environment])
      added(extras, key, asked)
      origins.set(key, (origins.get(key) ?? new Set()).add(index))
      const needed = needs.get(key) ?? new Map<string, PackageDependency>()
      needs.set(key, needed)
      for (const dependency of found.requires(asked)) {
        const { name } = dependency
        const version =
          versions.get(`${found.entry.ecosystem} ${name}`) ?? versions.get(`conda ${name}`) ?? undefined
        const known = `${name} ${version ?? ''}`
        if (!needed.has(known)) needed.set(known, { ...dependency, ...(version && { version }) })
      }
    }
  }
  return [...byKey].map(([key, { entry, requires }]) => {
    const asked = [...(extras.get(key) ?? [])]
    const named = [...(scopes.get(key) ?? [])]
    const [index, ...others] = origins.get(key) ?? []
    return {
      ...entry,
      ...(index !== undefined &&
        others.length === 0 &&
        isOpen(entry) && { source: { kind: 'registry' as const, url: index } }),
      scopes: named.includes('default') ? [] : named,
      ...(asked.length > 0 && { extras: asked }),
      dependencies: needs.has(key) ? [...needs.get(key)!.values()] : requires([]),
    }
  })
}

function added(to: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = to.get(key)
  if (known) for (const value of values) known.add(value)
  else to.set(key, new Set(values))
}

/** A distribution that the lock names by its address alone was found through the index of its environment. */
function isOpen({ ecosystem, source }: PackageEntry): boolean {
  return ecosystem === 'pypi' && source?.kind === 'registry' && source.url === undefined
}

function onlyIndex(node: YamlNode): string | undefined {
  const m = membersOf(node)
  const [only, ...more] = itemsOf(m.get('indexes')).flatMap((item) => textOf(item) ?? [])
  const beside = more.length > 0 || itemsOf(m.get('find-links')).length > 0
  return only === undefined || beside ? undefined : condaAddress(only)
}

function indexes(environments: ReadonlyMap<string, YamlNode>): PackageIndex[] {
  const found = new Map<string, PackageIndex>()
  for (const environment of environments.values()) {
    const m = membersOf(environment)
    const channels = itemsOf(m.get('channels')).flatMap((item) => {
      const address = textOf(membersOf(item).get('url')) ?? textOf(item)
      return address === undefined ? [] : [{ address, line: item.line }]
    })
    const python = itemsOf(m.get('indexes')).flatMap((item, i): PackageIndex[] => {
      const address = textOf(item)
      if (address === undefined) return []
      const url = condaAddress(address)
      return [{ role: i === 0 ? 'primary' : 'extra', url, credentials: url !== address, line: item.line }]
    })
    for (const index of [...channelIndexes(channels), ...python])
      if (!found.has(index.url)) found.set(index.url, index)
  }
  return [...found.values()]
}
