import type { Gap } from '../../model/finding.ts'
import type { Decision } from '../../model/report.ts'
import { atLeast } from '../../model/severity.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { shortened, visible } from '../../text/visible.ts'
import type { ReleaseDifference } from './differences.ts'
import type { ReleaseFinding } from './finding.ts'

export interface TableReport {
  readonly archives: readonly {
    readonly path: string
    readonly kind: string
    readonly files: number
    readonly size: number
  }[]
  readonly findings: readonly ReleaseFinding[]
  readonly differences: readonly ReleaseDifference[]
  readonly gaps: readonly Gap[]
  readonly decision: Decision
}

const MAX_MESSAGE = 160
const MAX_DIFFERENCES = 10

/** For a terminal: the worst first, what is low only when it is asked for. */
export function releaseTable(report: TableReport, verbose: boolean): string {
  const { archives, findings, differences, gaps, decision } = report
  const shown = verbose ? findings : findings.filter((f) => atLeast(f.severity, 'medium'))
  const lines = shown.flatMap((f) => findingLines(f, verbose))
  const folded = findings.length - shown.length
  if (folded > 0) lines.push(`${plural(folded, 'finding')} of low severity and facts (-v shows them)`)
  lines.push(...differenceLines(differences, verbose))
  for (const { at, reason, detail } of gaps)
    lines.push(`? not read (${reason}): ${visible(at.path)}${place(at.range)}: ${visible(detail)}`)
  if (lines.length > 0) lines.push('')
  for (const { path, kind, files, size } of verbose ? archives : archives.slice(0, 20))
    lines.push(`${visible(path)}: ${kind}, ${plural(files, 'file')}, ${formatBytes(size)}`)
  const because = decision.because.length > 0 ? `: ${decision.because.join('; ')}` : ''
  lines.push(`${decision.outcome}${because}`)
  return `${lines.join('\n')}\n`
}

function findingLines(finding: ReleaseFinding, verbose: boolean): string[] {
  const { severity, rule, when, at, message, remedy, evidence } = finding
  const excerpt = evidence[0].excerpt
  const width = verbose ? 4000 : MAX_MESSAGE
  return [
    `${severity.padEnd(8)}  ${visible(at.path)}${place(at.range)}`,
    `          ${shortened(visible(message), width)} (${rule}, ${when})`,
    ...(verbose && excerpt !== undefined ? [`          ${shortened(visible(excerpt), width)}`] : []),
    ...(atLeast(severity, 'medium') ? [`          → ${remedy}`] : []),
  ]
}

function differenceLines(differences: readonly ReleaseDifference[], verbose: boolean): string[] {
  const shown = verbose ? differences : differences.filter((d) => d.acts.length > 0).slice(0, MAX_DIFFERENCES)
  const lines = shown.map(({ kind, path, against, member, acts }) => {
    const what = kind === 'only-in' ? 'is not in' : 'differs from that in'
    const does = acts.length > 0 ? `, and alone does ${acts.slice(0, 3).join(', ')}` : ''
    return `~ ${visible(path)}!${visible(member)} ${what} ${visible(against)}${visible(does)}`
  })
  const rest = differences.length - shown.length
  return rest > 0
    ? [
        ...lines,
        `${plural(rest, 'difference')} between archives that do nothing by themselves (-v shows them)`,
      ]
    : lines
}

function place(range: { readonly unit: string; readonly start: number } | undefined): string {
  if (!range) return ''
  return range.unit === 'line' ? `:${range.start}` : ` at byte ${range.start}`
}
