import { instant } from '../../../text/instant.ts'
import { itemsOf, membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import { malformed } from '../../../model/read-error.ts'
import type { PackageDependency, PackageEntry, PackageIndex, PackageSet } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { channelIndexes, isVirtualPackage } from '../channel.ts'
import { condaPackage, pythonPackage, type LockedFile } from '../locked.ts'
import { parseMatchSpec } from '../../../names/conda-spec.ts'

export interface ReadSet {
  readonly set: PackageSet
  readonly skipped: readonly Skipped[]
}

/** conda-lock's own format, and that of pixi up to version 3: one list of packages for all platforms. */
export function readUnifiedLock(root: YamlNode, title: string, checkpoint: () => void): ReadSet {
  const top = membersOf(root)
  const list = top.get('package')
  if (list?.kind !== 'list') throw malformed('a conda lock file without a list of packages')
  const skipped: Skipped[] = []
  const rows: Row[] = []
  for (const [i, item] of list.items.entries()) {
    if ((i & 255) === 0) checkpoint()
    const row = readRow(item)
    if (row) rows.push(row)
    else skipped.push({ line: item.line, detail: 'a package without a name' })
  }
  const metadata = membersOf(top.get('metadata'))
  const made = instant(textOf(membersOf(metadata.get('time_metadata')).get('created_at')) ?? '')
  return {
    set: {
      kind: 'lock',
      title,
      complete: skipped.length === 0,
      projects: [],
      packages: merged(rows),
      indexes: indexes(metadata),
      options: [],
      includes: [],
      ...(made && { resolvedAt: { at: made, basis: 'lock-metadata' } }),
    },
    skipped,
  }
}

interface Row {
  readonly entry: PackageEntry
  readonly platform: string
  readonly key: string
}

function readRow(item: YamlNode): Row | undefined {
  const m = membersOf(item)
  const text = (key: string): string | undefined => textOf(m.get(key))
  const hash = membersOf(m.get('hash'))
  const address = text('url')
  const platform = text('platform') ?? ''
  const file: LockedFile = {
    address,
    hashes: { sha256: textOf(hash.get('sha256')), md5: textOf(hash.get('md5')) },
    size: text('size'),
    name: text('name'),
    version: text('version'),
    build: text('build'),
    subdir: text('subdir'),
  }
  const isPython = text('manager') === 'pip'
  const located = isPython ? pythonPackage(file) : condaPackage(file)
  if (!located || isVirtualPackage(located.name)) return located && { ...VIRTUAL, platform }
  const category = text('category') ?? 'main'
  const license = text('license')
  const entry: PackageEntry = {
    ...located,
    scopes: category === 'main' ? [] : [category],
    ...(text('optional') === 'true' && { optional: true }),
    dependencies: dependencies(m.get('dependencies') ?? m.get('requires_dist')),
    ...(license && license !== 'None' && { stated: [{ name: 'license', value: license }] }),
    line: item.line,
  }
  return {
    entry,
    platform,
    key: `${located.ecosystem} ${address ?? ''} ${entry.name} ${entry.version ?? ''}`,
  }
}

/** Machines' properties are locked like packages by some versions. */
const VIRTUAL: Omit<Row, 'platform'> = {
  entry: { ecosystem: 'conda', name: '', scopes: [], distributions: [], dependencies: [], line: 0 },
  key: '',
}

/** A mapping of names to ranges, or a list of requirements. */
function dependencies(node: YamlNode | undefined): PackageDependency[] {
  const named = [...membersOf(node)].map(([name, range]) => ({ name, range: textOf(range) ?? '' }))
  const listed = itemsOf(node).flatMap((item) => {
    const spec = parseMatchSpec(textOf(item)?.replace(/;.*$/s, '') ?? '')
    return spec ? [{ name: spec.name, range: spec.requirement ?? '' }] : []
  })
  return [...named, ...listed]
    .filter(({ name }) => !isVirtualPackage(name))
    .map(({ name, range }) => ({ name, ...(range && range !== '*' && { requirement: range }) }))
}

/** One entry for each file: what is the same on all platforms stands once in the file for each of them. */
function merged(rows: readonly Row[]): PackageEntry[] {
  const versions = new Map<string, Set<string>>()
  for (const { entry, platform } of rows) {
    const key = `${platform} ${entry.name}`
    const known = versions.get(key)
    if (known) known.add(entry.version ?? '')
    else versions.set(key, new Set([entry.version ?? '']))
  }
  const byFile = new Map<string, PackageEntry>()
  const needs = new Map<string, Map<string, PackageDependency>>()
  for (const { entry, platform, key } of rows) {
    if (key === '') continue
    const known = byFile.get(key)
    if (!known) byFile.set(key, entry)
    // Needed by the main group on one platform is needed by it.
    else if (known.scopes.length > 0)
      byFile.set(key, {
        ...known,
        scopes: entry.scopes.length === 0 ? [] : [...new Set([...known.scopes, ...entry.scopes])],
      })
    const needed = needs.get(key) ?? new Map<string, PackageDependency>()
    needs.set(key, needed)
    for (const dependency of entry.dependencies) {
      const locked = versions.get(`${platform} ${dependency.name.toLowerCase()}`)
      const [version] = locked?.size === 1 ? locked : []
      needed.set(`${dependency.name} ${version ?? ''}`, { ...dependency, ...(version && { version }) })
    }
  }
  return [...byFile].map(([key, entry]) => ({
    ...entry,
    dependencies: [...(needs.get(key)?.values() ?? [])],
  }))
}

function indexes(metadata: ReadonlyMap<string, YamlNode>): PackageIndex[] {
  const channels = itemsOf(metadata.get('channels')).flatMap((item) => {
    const address = textOf(item) ?? textOf(membersOf(item).get('url'))
    return address === undefined ? [] : [{ address, line: item.line }]
  })
  return channelIndexes(channels)
}
