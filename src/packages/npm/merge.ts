import type { PackageDependency, PackageEntry } from '../package-set.ts'
import { sourceKey } from '../resolution.ts'

/** One entry for each version of a package, however often it is installed. */
export function mergedEntries(entries: readonly PackageEntry[]): PackageEntry[] {
  const known = new Map<string, PackageEntry>()
  const needs = new Map<string, Map<string, PackageDependency>>()
  for (const entry of entries) {
    const key = `${entry.name} ${entry.version ?? ''} ${sourceKey(entry.source)}`
    const first = known.get(key)
    known.set(key, first ? merged(first, entry) : entry)
    const needed = needs.get(key) ?? new Map<string, PackageDependency>()
    needs.set(key, needed)
    for (const dependency of entry.dependencies)
      needed.set(`${dependency.name} ${dependency.version ?? ''} ${sourceKey(dependency.source)}`, dependency)
  }
  return [...known].map(([key, entry]) => ({ ...entry, dependencies: [...(needs.get(key)?.values() ?? [])] }))
}

/** What is needed in one place without condition is needed. */
function merged(a: PackageEntry, b: PackageEntry): PackageEntry {
  const scopes =
    a.scopes.length === 0 || b.scopes.length === 0 ? [] : [...new Set([...a.scopes, ...b.scopes])]
  const { optional, ...rest } = a
  return {
    ...rest,
    ...((a.direct ?? b.direct) !== undefined && { direct: (a.direct ?? false) || (b.direct ?? false) }),
    scopes,
    ...(optional && b.optional && { optional }),
    distributions: a.distributions.length > 0 ? a.distributions : b.distributions,
  }
}
