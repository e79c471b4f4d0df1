import type { PackageSet } from '../package-set.ts'

/** Packages that named ones need and that are not named themselves: where hashes are asked for pip refuses them. */
export function unnamedDependencies(
  named: ReadonlySet<string>,
  sets: readonly PackageSet[],
): readonly string[] {
  const needs = new Map<string, Set<string>>()
  for (const { packages } of sets)
    for (const { name, dependencies, ecosystem } of packages) {
      if (ecosystem !== 'pypi') continue
      const known = needs.get(name) ?? new Set()
      needs.set(name, known)
      for (const dependency of dependencies) known.add(dependency.name)
    }
  const reached = new Set(named)
  // What is added while it is walked is walked, too.
  for (const name of reached)
    for (const needed of needs.get(name) ?? []) if (needs.has(needed)) reached.add(needed)
  return [...reached].filter((name) => !named.has(name)).toSorted()
}
