import { normalizedPythonName } from '../names/python-package.ts'
import type { PackageDependency, PackageEntry, PackageSource } from './package-set.ts'

/** Finds what a dependency means among the packages of one file; several when the file leaves it open. */
export type Resolve = (
  from: PackageEntry | undefined,
  dependency: PackageDependency,
) => readonly PackageEntry[]

/** Locks have a few versions or platforms of one name; more would make every look-up long. */
const MAX_SAME_NAME = 100
/** Of those that a dependency may mean: a lock that leaves more open than that tells nothing by it. */
const MAX_MEANT = 8
/** Comparisons of versions with ranges in one file: far more than forks of a real lock need. */
const MAX_COMPARISONS = 200_000

/** Whether a version lies in a range of that ecosystem; undefined when it cannot be told. */
export type Satisfies = (version: string, range: string) => boolean | undefined

export function resolver(packages: readonly PackageEntry[], satisfies: Satisfies): Resolve {
  const byName = new Map<string, PackageEntry[]>()
  for (const entry of packages) {
    const key = comparedName(entry, entry.name)
    const same = byName.get(key)
    if (!same) byName.set(key, [entry])
    else if (same.length < MAX_SAME_NAME) same.push(entry)
  }
  let comparisons = 0
  const compared: Satisfies = (version, range) =>
    ++comparisons > MAX_COMPARISONS ? undefined : satisfies(version, range)
  return (from, dependency) => {
    const ecosystem = from ?? packages[0]
    const found = ecosystem && byName.get(comparedName(ecosystem, dependency.name))
    if (!found) return []
    return found.length === 1 ? found : narrowed(found, from, dependency, compared).slice(0, MAX_MEANT)
  }
}

function comparedName({ ecosystem }: PackageEntry, name: string): string {
  return ecosystem === 'pypi' ? normalizedPythonName(name) : ecosystem === 'conda' ? name.toLowerCase() : name
}

function narrowed(
  found: readonly PackageEntry[],
  from: PackageEntry | undefined,
  { version, source, requirement, marker }: PackageDependency,
  satisfies: Satisfies,
): readonly PackageEntry[] {
  let left = found
  const keep = (fits: (entry: PackageEntry) => boolean): void => {
    if (left.length < 2) return
    const kept = left.filter(fits)
    if (kept.length > 0) left = kept
  }
  if (from) keep((entry) => entry.ecosystem === from.ecosystem)
  if (version !== undefined) keep((entry) => entry.version === version)
  if (source) keep((entry) => sourceKey(entry.source) === sourceKey(source))
  if (from?.conda?.subdir !== undefined)
    keep(({ conda }) => conda?.subdir === from.conda?.subdir || conda?.subdir === 'noarch')
  if (requirement !== undefined)
    keep((entry) => entry.version === undefined || satisfies(entry.version, requirement) !== false)
  // Forks of a resolution carry the very marker that led to them.
  for (const fork of [marker, from?.marker]) if (fork !== undefined) keep((entry) => entry.marker === fork)
  return left
}

export function sourceKey(source: PackageSource | undefined): string {
  switch (source?.kind) {
    case 'registry':
      return `registry ${source.url ?? source.name ?? ''}`
    case 'git':
      return `git ${source.url} ${source.commit ?? source.requested ?? ''} ${source.subdirectory ?? ''}`
    case 'url':
      return `url ${source.url}`
    case 'path':
      return `path ${source.path}`
    default:
      return ''
  }
}
