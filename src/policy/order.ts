import type { Finding } from '../model/finding.ts'
import type { Location } from '../model/location.ts'
import { CONFIDENCES, severityRank } from '../model/severity.ts'

/** Worst first, surest first, then by place and text: a total order, so that reports are reproducible. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    byLocation(a, b) ||
    byText(a.rule, b.rule) ||
    byText(a.message, b.message) ||
    byText(a.fingerprint, b.fingerprint)
  )
}

/** By path and range, then by what is said there. */
export function byLocation<T extends { readonly at: Location; readonly detail?: string }>(
  a: T,
  b: T,
): number {
  return (
    byText(a.at.path, b.at.path) ||
    (a.at.range?.start ?? -1) - (b.at.range?.start ?? -1) ||
    (a.at.range?.end ?? -1) - (b.at.range?.end ?? -1) ||
    byText(a.detail ?? '', b.detail ?? '')
  )
}

/** By code unit: the same on every machine, which locale-aware order is not. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
