import { againstBound, type VersionKey, type VersionKeys } from './version-key.ts'

/** Versions from one to another. An absent end is open. */
export interface Interval {
  /** Included. */
  readonly from?: VersionKey
  readonly to?: VersionKey
  /** Whether `to` itself is affected. */
  readonly last?: true
}

/** A version with the text by which people know it. */
export interface NamedVersion {
  readonly text: string
  /** Absent when it cannot be compared. */
  readonly key?: VersionKey
}

/** Versions among which an advisory may apply: what says to which could not be read. */
export interface Unreadable {
  /** Not before this one, where that much was readable. */
  readonly from?: VersionKey
  /** What could not be read: `last_affected 2.6.0-NA`. Untrusted text. */
  readonly what: string
}

/** Which versions of one package an advisory is about. */
export interface Coverage {
  readonly intervals: readonly Interval[]
  /** Named one by one, where no interval holds them. */
  readonly versions: readonly NamedVersion[]
  readonly unreadable: readonly Unreadable[]
  /** First fixed versions that can be compared. */
  readonly fixed: readonly NamedVersion[]
}

export type Verdict =
  | { readonly kind: 'affected' }
  | { readonly kind: 'unaffected' }
  /** `what` could not be read. */
  | { readonly kind: 'unknown'; readonly what: string }

const AFFECTED: Verdict = { kind: 'affected' }
const UNAFFECTED: Verdict = { kind: 'unaffected' }

/** Whether the advisory applies to the version. What cannot be read never makes it unaffected. */
export function verdictOf(version: VersionKeys, { intervals, versions, unreadable }: Coverage): Verdict {
  if (intervals.some((interval) => holds(interval, version))) return AFFECTED
  if (versions.some(({ key }) => key !== undefined && againstBound(version, key) === 0)) return AFFECTED
  const doubt = unreadable.find(({ from }) => from === undefined || againstBound(version, from) >= 0)
  return doubt ? { kind: 'unknown', what: doubt.what } : UNAFFECTED
}

export function holds({ from, to, last }: Interval, version: VersionKeys): boolean {
  if (from !== undefined && againstBound(version, from) < 0) return false
  if (to === undefined) return true
  const distance = againstBound(version, to)
  return distance < 0 || (last === true && distance === 0)
}

/** Whether there is no version that the advisory is not about, so that none has to be known. */
export function coversEvery({ intervals }: Coverage): boolean {
  return intervals.some(({ from, to }) => from === undefined && to === undefined)
}
