import type { Hash } from '../../model/component.ts'
import type { PackageEntry, PackageOption } from '../package-set.ts'

const WEAK: ReadonlySet<Hash['algorithm']> = new Set(['md5', 'sha1'])
const SHOWN = 160

/** Taken from an index, whatever index it is: locks leave out the usual one. npm's leave out what is bundled. */
export function isFromIndex({ source, ecosystem }: PackageEntry): boolean {
  return source === undefined ? ecosystem !== 'npm' : source.kind === 'registry'
}

/** Hashes of kinds that no reader knows stay the options that they were. */
function unknownHashes({ options }: PackageEntry): readonly PackageOption[] {
  return options?.filter(({ name }) => name === '--hash') ?? []
}

export function isHashed(entry: PackageEntry): boolean {
  return entry.distributions.some(({ hashes }) => hashes.length > 0) || unknownHashes(entry).length > 0
}

/** Has a hash that nobody can make a second file for. */
export function isStronglyHashed({ distributions }: PackageEntry): boolean {
  return distributions.some(({ hashes }) => hashes.some(({ algorithm }) => !WEAK.has(algorithm)))
}

/** Names of the kinds of hashes, in their order. */
export function hashKinds(entry: PackageEntry): readonly string[] {
  const known = entry.distributions.flatMap(({ hashes }) => hashes.map(({ algorithm }) => algorithm))
  const unknown = unknownHashes(entry).map(({ value }) => value?.split(':', 1)[0]?.slice(0, 20) ?? '')
  return [...new Set([...known, ...unknown])]
}

/** The requirement as people write it. */
export function shownRequirement({ name, version, requirement, ecosystem }: PackageEntry): string {
  const asked = requirement ?? (version === undefined ? '' : ecosystem === 'pypi' ? `==${version}` : version)
  const apart = asked === '' || /^[=<>!~^]/.test(asked) ? '' : ' '
  return `${name}${apart}${asked}`.slice(0, SHOWN)
}
