import type { Artifact, Component, Relation } from './component.ts'
import type { Finding, Gap } from './finding.ts'

export type Outcome = 'allow' | 'warn' | 'deny' | 'undecided'

/** An accepted finding: who accepted it, why, and until when. */
export interface Waiver {
  readonly rule: string
  /** Digest or purl of the component. */
  readonly subject?: string
  /** Path or glob relative to the scanned root. */
  readonly path?: string
  readonly reason: string
  readonly owner: string
  /** ISO date, the last day on which it holds (UTC). */
  readonly expires: string
}

export interface WaivedFinding {
  readonly finding: Finding
  readonly waiver: Waiver
}

export interface Decision {
  readonly outcome: Outcome
  readonly because: readonly string[]
}

export interface Counts {
  readonly artifacts: number
  readonly bytes: number
}

/** What a scan says. Sorted, without times and absolute paths: two runs over one tree are equal. */
export interface Report {
  readonly schema: 'assay/report/1'
  readonly tool: { readonly name: 'assay'; readonly version: string; readonly rules: string }
  readonly artifacts: readonly Artifact[]
  readonly components: readonly Component[]
  readonly relations: readonly Relation[]
  readonly findings: readonly Finding[]
  readonly waived: readonly WaivedFinding[]
  readonly gaps: readonly Gap[]
  readonly counts: Counts
  /** What shaped the judgement beside the findings: expired and unused waivers, a baseline, thresholds. */
  readonly notes: readonly string[]
  /** What scanned members would run, as source-like text. Untrusted; present when asked for. */
  readonly code?: readonly { readonly path: string; readonly source: string }[]
  readonly decision: Decision
}
