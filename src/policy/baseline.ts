import type { Finding } from '../model/finding.ts'
import { severityRank, type Severity } from '../model/severity.ts'

/** Fingerprint to the worst severity under which it was known. */
export type Baseline = ReadonlyMap<string, Severity>

/** A finding that has become worse since the baseline is new. */
export function isKnown(baseline: Baseline, { fingerprint, severity }: Finding): boolean {
  const before = baseline.get(fingerprint)
  return before !== undefined && severityRank(severity) <= severityRank(before)
}
