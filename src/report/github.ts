import type { Location } from '../model/location.ts'
import { outermostPath } from '../model/location.ts'
import type { Report } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import { visible } from '../text/visible.ts'
import { place } from './place.ts'
import type { ReportOptions } from './reporter.ts'
import { countsLine, verdict } from './summary.ts'

const COMMAND: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
}

/** Workflow commands that a GitHub runner turns into annotations, worst first: it shows ten of a kind. */
export function github(report: Report, { prefix }: ReportOptions): string {
  const findings = report.findings.map(({ rule, severity, message, remedy, at }) =>
    command(
      COMMAND[severity],
      at,
      `${severity}: ${rule}`,
      `${place(at)}: ${visible(message)}\n${visible(remedy)}`,
      prefix,
    ),
  )
  const gaps = report.gaps.map(({ at, reason, detail }) =>
    command('warning', at, `not read: ${reason}`, `${place(at)}: ${visible(detail)}`, prefix),
  )
  const { outcome, because } = report.decision
  const last = `${verdict(outcome)}: ${because.join(', ')}\n${countsLine(report)}`
  return [...findings, ...gaps, `::notice title=Assay::${data(last)}`, ''].join('\n')
}

function command(kind: string, at: Location, title: string, text: string, prefix: string): string {
  const isLine = at.range?.unit === 'line' && !at.path.includes('!')
  const properties = [
    `file=${property(prefix + visible(outermostPath(at.path)))}`,
    ...(isLine ? [`line=${at.range.start}`, `endLine=${at.range.end}`] : []),
    `title=${property(title)}`,
  ]
  return `::${kind} ${properties.join(',')}::${data(text)}`
}

/** As the runner decodes it: a line break or `::` in scanned text must not become a command of its own. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
