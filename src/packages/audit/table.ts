import { count } from './count.ts'
import { visible } from '../../text/visible.ts'
import type { Location } from '../../model/location.ts'
import type { AuditFinding, AuditReport, IndexState, NotAudited, NotAuditedReason } from './report.ts'

const WHY: Readonly<Record<NotAuditedReason, string>> = {
  'no-version': 'without an exact version',
  'unreadable-version': 'with a version that cannot be compared',
  local: 'of the project itself',
  'no-counterpart': 'of conda without a certain name in the advisories',
  'ecosystem-missing': 'of an ecosystem that the index does not cover',
  'no-index': 'because there is no index',
}
const SHOWN = 8

/** The report for a person: the worst first, and what was not looked at. */
export function auditTable(report: AuditReport, verbose: boolean): string {
  const lines = report.findings.flatMap(findingLines)
  for (const reason of Object.keys(WHY) as NotAuditedReason[]) {
    const left = report.notAudited.filter((entry) => entry.reason === reason)
    if (left.length > 0) lines.push(...notAuditedLines(reason, left, verbose))
  }
  for (const { at, reason, detail } of report.gaps)
    lines.push(`gap: ${place(at)}: ${visible(detail)} (${reason})`)
  lines.push(indexLine(report.index), summaryLine(report))
  return `${lines.join('\n')}\n`
}

function findingLines(finding: AuditFinding): readonly string[] {
  const { severity, kind, aliases, id, fixed, summary, unreadable, knownAs } = finding
  const version = finding.version === undefined ? ' in every version' : ` ${visible(finding.version)}`
  const known = knownAs === undefined ? '' : ` (${visible(knownAs)})`
  const ids = visible([id, ...aliases].join(', '))
  const remedy =
    unreadable !== undefined
      ? `cannot be compared: ${visible(unreadable)}`
      : fixed.length > 0
        ? `fixed in ${visible(fixed.join(', '))}`
        : 'no fixed version is known'
  return [
    `${severity.toUpperCase().padEnd(8)} ${kind}: ${visible(finding.package)}${known}${version}  ${ids}`,
    `         ${visible(summary)}`,
    `         ${remedy}  ${place(finding.at)}`,
  ]
}

function notAuditedLines(
  reason: NotAuditedReason,
  left: readonly NotAudited[],
  verbose: boolean,
): readonly string[] {
  const head = `not audited: ${count(left.length, 'package')} ${WHY[reason]}`
  if (!verbose) {
    const names = left.slice(0, SHOWN).map((entry) => visible(entry.package))
    const more = left.length > SHOWN ? `, and ${left.length - SHOWN} more (-v names all)` : ''
    return [`${head}: ${names.join(', ')}${more}`]
  }
  return [
    head,
    ...left.map((entry) => {
      const version = entry.version === undefined ? '' : ` ${visible(entry.version)}`
      const known = entry.advisories ? `, ${count(entry.advisories, 'advisory')}` : ''
      return `  ${visible(entry.package)}${version}  ${place(entry.at)}${known}`
    }),
  ]
}

function indexLine(index: IndexState | null): string {
  if (!index) return 'no advisory index: nothing was audited; assay intel update makes one'
  const names = Object.keys(index.ecosystems).map(visible).join(', ') || 'no ecosystem'
  const newest =
    index.newest === undefined ? '' : `, newest advisory of ${visible(index.newest.slice(0, 10))}`
  const stale = index.stale ? ', STALE: assay intel update renews it' : ''
  const age = index.age === 0 ? 'built today' : `built ${count(index.age, 'day')} ago`
  return `advisories: ${index.records} for ${names}, ${age}${newest}${stale}`
}

function summaryLine({ packages, findings, notAudited, gaps, decision }: AuditReport): string {
  const counts = (['malicious', 'vulnerable', 'unknown'] as const).map(
    (kind) => `${findings.filter((f) => f.kind === kind).length} ${kind}`,
  )
  const parts = [
    count(packages, 'package'),
    ...counts,
    `${notAudited.length} not audited`,
    count(gaps.length, 'gap'),
  ]
  return `${parts.join(', ')}: ${decision.outcome} (${visible(decision.because.join('; '))})`
}

function place({ path, range }: Location): string {
  return range ? `${visible(path)}:${range.start}` : visible(path)
}
