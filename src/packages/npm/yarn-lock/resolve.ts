import type { PackageDependency, PackageEntry, PackageSet, PackageSource } from '../../package-set.ts'
import { mergedEntries } from '../merge.ts'
import { gitSource, isExactVersion, isNpmName, resolvedSource, tarball } from '../resolved.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import { descriptorName, type YarnBlock } from './block.ts'

/** What a yarn.lock of either form comes to. */
export function yarnSet(blocks: readonly YarnBlock[], checkpoint: () => void): PackageSet {
  const byDescriptor = new Map<string, PackageEntry>()
  const entries: { readonly block: YarnBlock; readonly entry: PackageEntry }[] = []
  for (const block of blocks) {
    const entry = block.workspace ? undefined : entryOf(block)
    if (!entry) continue
    entries.push({ block, entry })
    for (const descriptor of block.descriptors) byDescriptor.set(descriptor, entry)
  }
  const resolve = ({ name, range }: YarnBlock['needs'][number]): PackageDependency => {
    const target = byDescriptor.get(`${name}@${range}`) ?? byDescriptor.get(`${name}@npm:${range}`)
    return {
      name: target?.name ?? name,
      ...(range && { requirement: withoutCredentials(range.replace(/^npm:/, '')) }),
      ...(target?.version && { version: target.version }),
      ...(target?.source && { source: target.source }),
    }
  }
  const members = blocks.filter((block) => block.workspace)
  const direct = new Set(
    members.flatMap((m) =>
      m.needs.map(
        (n) => byDescriptor.get(`${n.name}@${n.range}`) ?? byDescriptor.get(`${n.name}@npm:${n.range}`),
      ),
    ),
  )
  return {
    kind: 'lock',
    title: 'yarn.lock',
    complete: true,
    projects: members.map((m) => ({
      name: descriptorName(m.descriptors[0] ?? ''),
      line: m.line,
      dependencies: m.needs.map(resolve),
    })),
    packages: mergedEntries(
      entries.map(({ block, entry }, i) => {
        if ((i & 255) === 0) checkpoint()
        return {
          ...entry,
          // Version 1 does not say what the project itself asks for.
          ...(members.length > 0 && { direct: direct.has(entry) }),
          dependencies: block.needs.map(resolve),
        }
      }),
    ),
    indexes: [],
    options: [],
    includes: [],
  }
}

function entryOf({ descriptors, version, resolved, integrity, line }: YarnBlock): PackageEntry | undefined {
  const first = descriptors[0] ?? ''
  // `alias@npm:name@range`
  const alias = /^(?:@[^/@]+\/)?[^@]+@npm:((?:@[^/@]+\/)?[^/@]+)@/.exec(first)?.[1]
  const named =
    resolved !== undefined && !/^[a-z+]+:\/\//i.test(resolved) ? descriptorName(resolved) : undefined
  const name = named ?? alias ?? descriptorName(first)
  if (!isNpmName(name)) return undefined
  const place = named === undefined ? resolved : resolved!.slice(name.length + 1)
  const source = sourceOf(place, first.slice(descriptorName(first).length + 1), name)
  return {
    ecosystem: 'npm',
    name,
    ...(version && isExactVersion(version) && { version }),
    scopes: [],
    ...(source && { source }),
    distributions: named === undefined ? tarball(source, resolved, integrity) : [],
    dependencies: [],
    line,
  }
}

function sourceOf(place: string | undefined, range: string, name: string): PackageSource | undefined {
  if (place === undefined) return gitSource(withoutCredentials(range)) ?? resolvedSource(range, name)
  // A patch is applied to what stands in it; the rest comes from a registry.
  if (/^(?:npm|patch):/.test(place)) {
    const archive = /__archiveUrl=([^&#]+)/.exec(place)?.[1]
    return (
      (archive === undefined ? undefined : resolvedSource(decoded(archive), name)) ?? { kind: 'registry' }
    )
  }
  return resolvedSource(place, name)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
