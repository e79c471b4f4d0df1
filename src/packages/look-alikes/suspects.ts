import { lookAlike } from '../../names/look-alike/look-alike.ts'
import type { LookAlike } from '../../names/look-alike/verdict.ts'
import { isPublicIndex } from '../../names/public-index.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'

export interface Suspect {
  readonly entry: PackageEntry
  readonly alike: LookAlike & { readonly target: string }
}

/** Packages of a file whose names look like others, each name once. */
export function suspects(set: PackageSet): Suspect[] {
  const own = new Set(set.projects.map(({ name }) => name))
  const seen = new Set<string>()
  return set.packages.flatMap((entry) => {
    const key = `${entry.ecosystem} ${entry.name}`
    if (seen.has(key) || own.has(entry.name) || !isNamedByPublicIndex(entry)) return []
    seen.add(key)
    const alike = lookAlike(entry.name, entry.ecosystem)
    const { target } = alike
    return target === undefined ? [] : [{ entry, alike: { ...alike, target } }]
  })
}

/** Whoever has an index of their own decides on its names; what comes from an address was not found by its name. */
export function isNamedByPublicIndex({ ecosystem, source }: PackageEntry): boolean {
  if (source === undefined) return true
  if (source.kind !== 'registry') return false
  return source.url === undefined || isPublicIndex(ecosystem, source.url)
}
