import { placeVersion, type AdvisoryEcosystem } from './version-order.ts'

/** Versions from one to another. An absent end is open. */
export interface Interval {
  /** Included. */
  readonly from?: string
  readonly to?: string
  /** `last`: `to` itself is affected. `limit`: nothing is said from there on. Otherwise `to` is the first that is fixed. */
  readonly end?: 'last' | 'limit'
}

/** Versions among which an advisory may apply: what says to which could not be read. */
export interface Unreadable {
  /** Not before this one, where that much was readable. */
  readonly from?: string
  /** What could not be read: `last_affected 2.6.0-NA`. Untrusted text. */
  readonly what: string
}

/** Which versions of one package an advisory is about. */
export interface Coverage {
  readonly intervals: readonly Interval[]
  /** Named one by one, where no interval holds them. */
  readonly versions: readonly string[]
  readonly unreadable: readonly Unreadable[]
  /** First fixed versions, as stated. */
  readonly fixed: readonly string[]
}

export type Verdict =
  | { readonly kind: 'affected' }
  | { readonly kind: 'unaffected' }
  /** `what` could not be read, or the version is none that can be compared. */
  | { readonly kind: 'unknown'; readonly what: string }

const AFFECTED: Verdict = { kind: 'affected' }
const UNAFFECTED: Verdict = { kind: 'unaffected' }

/** Whether the advisory applies to the version. What cannot be read never makes it unaffected. */
export function verdictOf(ecosystem: AdvisoryEcosystem, version: string, coverage: Coverage): Verdict {
  const { intervals, versions, unreadable } = coverage
  if (versions.includes(version) || coversEvery(coverage)) return AFFECTED
  const placed = placeVersion(ecosystem, version)
  if (!placed) return { kind: 'unknown', what: `version ${version}` }
  if (versions.some((listed) => placed.against(listed) === 0)) return AFFECTED
  for (const { from, to, end } of intervals) {
    if (from !== undefined && (placed.against(from) ?? 0) < 0) continue
    if (to === undefined) return AFFECTED
    const distance = placed.against(to) ?? -1
    if (distance < 0 || (end === 'last' && distance === 0)) return AFFECTED
  }
  const doubt = unreadable.find(({ from }) => from === undefined || (placed.against(from) ?? 0) >= 0)
  return doubt ? { kind: 'unknown', what: doubt.what } : UNAFFECTED
}

/** Whether there is no version that the advisory is not about, so that none has to be known. */
export function coversEvery({ intervals }: Coverage): boolean {
  return intervals.some(({ from, to }) => from === undefined && to === undefined)
}

/** Versions that fix it for someone who has this version. */
export function fixesFor(
  ecosystem: AdvisoryEcosystem,
  version: string,
  coverage: Coverage,
): readonly string[] {
  const placed = placeVersion(ecosystem, version)
  return placed ? coverage.fixed.filter((fix) => (placed.against(fix) ?? 1) < 0) : coverage.fixed
}
