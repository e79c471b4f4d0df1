import type { Gap } from '../../model/finding.ts'
import type { Location } from '../../model/location.ts'
import type { Decision } from '../../model/report.ts'
import type { Severity } from '../../model/severity.ts'
import type { Ecosystem } from '../../names/public-index.ts'

export type AuditKind = 'malicious' | 'vulnerable' | 'unknown'

/** One flaw of one package, whatever number of databases speak of it. */
export interface AuditFinding {
  readonly rule: string
  readonly package: string
  /** Absent when every version is affected and the file names none. */
  readonly version?: string
  readonly ecosystem: Ecosystem
  /** Under which the advisories know it, where that is another name. */
  readonly knownAs?: string
  readonly id: string
  /** Every other id of the flaw. */
  readonly aliases: readonly string[]
  readonly kind: AuditKind
  readonly severity: Severity
  /** Versions that are newer than this one and not affected, oldest first. */
  readonly fixed: readonly string[]
  /** Untrusted text on one line. */
  readonly summary: string
  /** What could not be read, where the kind is unknown. */
  readonly unreadable?: string
  readonly at: Location
}

export type NotAuditedReason =
  /** The file names no exact version. */
  | 'no-version'
  /** A version that its ecosystem cannot order. */
  | 'unreadable-version'
  /** Lies in the project or beside it. */
  | 'local'
  /** A conda package of which it is not certain what the Python index calls it. */
  | 'no-counterpart'
  /** The index holds no advisories of its ecosystem. */
  | 'ecosystem-missing'
  /** There is no index. */
  | 'no-index'

/** A package of which nothing was said, or not everything. */
export interface NotAudited {
  readonly package: string
  readonly version?: string
  readonly ecosystem: Ecosystem
  readonly reason: NotAuditedReason
  /** Advisories that apply to some version of it. */
  readonly advisories?: number
  readonly at: Location
}

export interface IndexState {
  readonly built: string
  /** Whole days. */
  readonly age: number
  readonly stale: boolean
  /** Latest change of any advisory in it. */
  readonly newest?: string
  readonly records: number
  readonly ecosystems: Readonly<Record<string, number>>
  readonly sources: readonly { readonly name: string; readonly digest: string; readonly records: number }[]
}

export interface AuditReport {
  readonly schema: 'assay/packages-audit/1'
  readonly index: IndexState | null
  /** Different packages, whether audited or not. */
  readonly packages: number
  readonly findings: readonly AuditFinding[]
  readonly notAudited: readonly NotAudited[]
  readonly gaps: readonly Gap[]
  readonly decision: Decision
}
