import { sha256, type Identity } from './identity.ts'
import type { Location } from './location.ts'
import type { Confidence, Severity } from './severity.ts'

/** A fact that someone else can check again at its location. */
export interface Evidence {
  readonly at: Location
  readonly says: string
  /** Source-like rendering of what is there: a decompiled call, a header line. Untrusted text. */
  readonly excerpt?: string
}

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly confidence: Confidence
  /** Id of the component that the finding is about. */
  readonly subject: string
  readonly at: Location
  /** What it does, in one line, in the present tense. May quote untrusted text. */
  readonly message: string
  /** What to do about it, in one line. */
  readonly remedy: string
  readonly evidence: readonly [Evidence, ...Evidence[]]
  readonly fingerprint: string
}

/**
 * Names a finding across runs: the same rule seeing the same thing in the same subject.
 * Lines, offsets and scan paths are left out so that it survives moves.
 */
export function fingerprint(rule: string, subject: Identity, seen: string): string {
  const identity = subject.purl ?? subject.digest ?? ''
  return sha256(JSON.stringify([rule, identity, seen])).slice('sha256:'.length, 'sha256:'.length + 32)
}

export const GAP_REASONS = [
  'unsupported',
  'malformed',
  'limit',
  'encrypted',
  'denied',
  'crashed',
  'offline',
] as const
export type GapReason = (typeof GAP_REASONS)[number]

/** Something that was not read. A run with gaps is never silently clean. */
export interface Gap {
  readonly at: Location
  readonly reason: GapReason
  readonly detail: string
}
