import type { PackageDependency, PackageEntry } from '../package-set.ts'
import type { Resolve } from '../resolution.ts'

/** The group that is installed when nobody asks for another. */
export const MAIN = 'main'

const MAX_SCOPES = 200

/** Groups and extras by which each package is needed, followed through the graph. */
export function scopesByEntry(
  starts: ReadonlyMap<string, readonly PackageDependency[]>,
  resolve: Resolve,
  checkpoint: () => void,
): ReadonlyMap<PackageEntry, readonly string[]> {
  const scopes = new Map<PackageEntry, string[]>()
  const targets = new Map<PackageEntry, readonly PackageEntry[]>()
  const targetsOf = (entry: PackageEntry): readonly PackageEntry[] => {
    const known = targets.get(entry)
    if (known) return known
    const found = [...new Set(entry.dependencies.flatMap((dependency) => resolve(entry, dependency)))]
    targets.set(entry, found)
    return found
  }
  for (const [scope, dependencies] of [...starts].slice(0, MAX_SCOPES)) {
    checkpoint()
    const open = dependencies.flatMap((dependency) => resolve(undefined, dependency))
    const reached = new Set<PackageEntry>()
    for (let entry = open.pop(); entry; entry = open.pop()) {
      if (reached.has(entry)) continue
      reached.add(entry)
      open.push(...targetsOf(entry))
    }
    for (const entry of reached) {
      const known = scopes.get(entry)
      if (known) known.push(scope)
      else scopes.set(entry, [scope])
    }
  }
  return scopes
}

/** The main group goes without saying, unless others need the package, too. */
export function spokenScopes(scopes: readonly string[] | undefined): readonly string[] {
  const named = scopes?.map((scope) => (scope === 'default' ? MAIN : scope)) ?? []
  return named.length === 1 && named[0] === MAIN ? [] : [...new Set(named)].toSorted()
}
