import type { Finding, Gap } from '../model/finding.ts'
import type { WaivedFinding, Report } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import { visibleJson } from '../text/visible.ts'
import type { ReportOptions } from './reporter.ts'
import { physicalLocation, sarifLocation } from './sarif-location.ts'
import { sarifText } from './sarif-text.ts'
import { sarifRules } from './sarif-rules.ts'

/** SARIF has three levels; the severity itself is in the properties. */
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** SARIF 2.1.0: waived findings are suppressed results, gaps are notifications of an incomplete run. */
export function sarif(report: Report, options: ReportOptions): string {
  const { findings, waived, gaps, tool, decision } = report
  const used = new Set([...findings, ...waived.map((w) => w.finding)].map((f) => f.rule))
  const rules = sarifRules([...used].toSorted(), options)
  const index = new Map(rules.map((rule, i) => [rule.id, i]))
  return visibleJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Assay',
            semanticVersion: tool.version,
            rules,
            properties: { rulesDigest: tool.rules },
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          SRCROOT: { description: { text: 'The folder in which the scan was started.' } },
        },
        invocations: [
          {
            executionSuccessful: !gaps.some((gap) => gap.reason === 'crashed'),
            toolExecutionNotifications: gaps.map((gap) => notification(gap, options.prefix)),
          },
        ],
        results: [
          ...findings.map((finding) => result(finding, index, options)),
          ...waived.map((w) => suppressed(w, index, options)),
        ],
        properties: { outcome: decision.outcome, because: decision.because, notes: report.notes },
      },
    ],
  })
}

function result(finding: Finding, index: ReadonlyMap<string, number>, { prefix }: ReportOptions): object {
  const { rule, severity, confidence, message, remedy, at, evidence, fingerprint } = finding
  return {
    ruleId: rule,
    ruleIndex: index.get(rule),
    level: LEVEL[severity],
    message: { text: sarifText(`${message}. ${remedy}`) },
    locations: [sarifLocation(at, prefix)],
    relatedLocations: evidence.map(({ at: place, says, excerpt }, id) => ({
      id,
      ...sarifLocation(place, prefix),
      message: { text: sarifText([says, excerpt].filter(Boolean).join(': ') || rule) },
    })),
    partialFingerprints: { 'assayFinding/v1': fingerprint },
    properties: { severity, confidence, subject: finding.subject },
  }
}

function suppressed(
  { finding, waiver }: WaivedFinding,
  index: ReadonlyMap<string, number>,
  options: ReportOptions,
): object {
  const justification = `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`
  return {
    ...result(finding, index, options),
    suppressions: [{ kind: 'external', status: 'accepted', justification }],
  }
}

function notification({ at, reason, detail }: Gap, prefix: string): object {
  return {
    level: reason === 'crashed' ? 'error' : 'warning',
    message: { text: sarifText(`not read (${reason}): ${detail}`) },
    locations: [{ physicalLocation: physicalLocation(at, prefix) }],
    properties: { reason, path: at.path },
  }
}
