import type { Severity } from '../model/severity.ts'
import type { Coverage } from './coverage.ts'

/** What an advisory database says of a flaw. */
export interface Advisory {
  /** Of the record. */
  readonly id: string
  /** One number for all records that speak of the same flaw. */
  readonly flaw: number
  /** Every other id of the flaw, sorted. */
  readonly aliases: readonly string[]
  readonly malicious: boolean
  /** Absent when no record rates it. */
  readonly severity?: Severity
  /** Untrusted text on one line. */
  readonly summary: string
}

/** An advisory as far as it is about one package. */
export interface AdvisoryEntry {
  readonly coverage: Coverage
  readonly advisory: Advisory
}
