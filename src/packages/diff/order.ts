import { severityRank } from '../../model/severity.ts'
import { plural } from '../../text/sizes.ts'
import type { PackageChange } from './change.ts'

/** The worst first, then by file and line. */
export function byWeight(a: PackageChange, b: PackageChange): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    compare(a.at.path, b.at.path) ||
    (a.at.range?.start ?? 0) - (b.at.range?.start ?? 0) ||
    compare(a.message, b.message)
  )
}

export function countsOf(changes: readonly PackageChange[]): string {
  if (changes.length === 0) return 'no change of packages'
  const kinds = Map.groupBy(changes, (c) => c.kind)
  const listed = [...kinds].map(([kind, list]) => `${list.length} ${kind}`)
  return `${plural(changes.length, 'change')}: ${listed.join(', ')}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
