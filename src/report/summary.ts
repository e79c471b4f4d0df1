import type { Outcome, Report } from '../model/report.ts'
import { SEVERITIES } from '../model/severity.ts'
import { formatBytes, plural } from '../text/sizes.ts'

/** The line that ends every report for people, and is the same for all of them. */
export function countsLine(report: Report): string {
  const { findings, waived, gaps, counts } = report
  const bySeverity = SEVERITIES.flatMap((severity) => {
    const n = findings.filter((f) => f.severity === severity).length
    return n === 0 ? [] : [`${n} ${severity}`]
  })
  const which = bySeverity.length > 0 ? ` (${bySeverity.join(', ')})` : ''
  return [
    `${plural(findings.length, 'finding')}${which}`,
    `${waived.length} waived`,
    plural(gaps.length, 'gap'),
    plural(counts.artifacts, 'artifact'),
    formatBytes(counts.bytes),
  ].join(', ')
}

const VERDICT: Readonly<Record<Outcome, string>> = {
  allow: 'ALLOWED',
  warn: 'ALLOWED WITH WARNINGS',
  deny: 'DENIED',
  undecided: 'UNDECIDED',
}

export function verdict(outcome: Outcome): string {
  return VERDICT[outcome]
}
