import type { RuleInfo } from '../model/rule.ts'
import type { Severity } from '../model/severity.ts'
import type { ReportOptions } from './reporter.ts'

/** What code hosts sort by: the ranges of a CVSS score. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
}

export interface SarifRule {
  readonly id: string
  readonly [property: string]: unknown
}

/** Reporting descriptors of the rules that speak in this report. */
export function sarifRules(ids: readonly string[], { rules, homepage }: ReportOptions): SarifRule[] {
  return ids.map((id) => {
    const rule = rules.get(id)
    return rule
      ? { ...descriptor(rule), ...(homepage && { helpUri: `${homepage}/docs/rules/${id}.md` }) }
      : { id }
  })
}

function descriptor({
  id,
  title,
  severity,
  confidence,
  description,
  remedy,
  references,
}: RuleInfo): SarifRule {
  const see = references.length > 0 ? `\n\nSee ${references.join(', ')}.` : ''
  return {
    id,
    name: id.replaceAll(/(?:^|-)(\w)/g, (_, c: string) => c.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: description },
    help: { text: `${description}\n\n${remedy}${see}`, markdown: `${description}\n\n**${remedy}**${see}` },
    defaultConfiguration: {
      level:
        severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note',
    },
    properties: {
      tags: [
        'security',
        ...references.filter((r) => r.startsWith('CWE-')).map((r) => `external/cwe/${r.toLowerCase()}`),
      ],
      precision: { certain: 'very-high', firm: 'high', tentative: 'medium' }[confidence],
      'security-severity': SECURITY_SEVERITY[severity],
    },
  }
}
