import type { Report } from '../model/report.ts'
import { SEVERITIES } from '../model/severity.ts'
import { fenced, span } from '../text/markdown.ts'
import { formatBytes, plural } from '../text/sizes.ts'
import { foldGaps, groupFindings, type Fold, type Group } from './grouping.ts'
import { place, placeInside } from './place.ts'
import type { ReportOptions } from './reporter.ts'
import { countsLine, verdict } from './summary.ts'

/** For a pull request or a job summary. Everything scanned stands in code spans, where nothing is a link or a mention. */
export function markdown(report: Report, options: ReportOptions): string {
  const { decision, waived, code } = report
  return `${[
    `## Assay: ${verdict(decision.outcome)}`,
    `${decision.because.join(', ')}.`,
    severityTable(report),
    ...groupFindings(report).map((group) => groupSection(group, options)),
    gapSection(report),
    options.showWaived && waived.length > 0 ? waivedSection(report) : '',
    ...(code ?? []).map(
      ({ path, source }) => `### What ${span(path)} would run\n\n${fenced(source, 'python')}`,
    ),
    report.notes.map((note) => `- note: ${span(note)}`).join('\n'),
    countsLine(report),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

function severityTable({ findings, waived, gaps }: Report): string {
  const counts = SEVERITIES.map((s) => findings.filter((f) => f.severity === s).length)
  return [
    `| ${[...SEVERITIES, 'waived', 'gaps'].join(' | ')} |`,
    `|${' ---: |'.repeat(SEVERITIES.length + 2)}`,
    `| ${[...counts, waived.length, gaps.length].join(' | ')} |`,
  ].join('\n')
}

function groupSection({ path, artifact, folds, echoes }: Group, options: ReportOptions): string {
  const about = artifact
    ? `${artifact.format}, ${formatBytes(artifact.size)}, \`${artifact.digest ?? 'no digest'}\``
    : ''
  const items = [
    ...echoes.map(
      (e) => `- **${e.finding.severity.toUpperCase()}** ${span(e.finding.message)}, as in ${span(e.toldOf)}`,
    ),
    ...folds.map((fold) => foldItem(fold, options)),
  ]
  return [`### ${span(path)}`, about, items.join('\n')].filter(Boolean).join('\n\n')
}

function foldItem({ finding, again, alsoIn }: Fold, { homepage, rules }: ReportOptions): string {
  const { rule, severity, confidence, message, evidence, remedy, fingerprint } = finding
  const [{ at, says, excerpt }] = evidence
  const more = again.length > 0 ? ` (+ ${again.length} more in this file)` : ''
  const where = placeInside(at)
  const page = homepage === undefined ? `\`${rule}\`` : `[\`${rule}\`](${homepage}/docs/rules/${rule}.md)`
  return [
    `- **${severity.toUpperCase()}** ${span(message)}`,
    `  - ${[where && span(where), span(excerpt ?? says)].filter(Boolean).join(': ')}${more}`,
    ...(alsoIn.length > 0 ? [`  - also in ${listed(alsoIn)}`] : []),
    // The constant text of a rule is no scanned text.
    `  - ${remedy === rules.get(rule)?.remedy ? remedy : span(remedy)}`,
    `  - ${page}, ${confidence}, \`${fingerprint}\``,
  ].join('\n')
}

const NAMED = 5

function listed(paths: readonly string[]): string {
  const more = paths.length > NAMED ? ` + ${paths.length - NAMED} more` : ''
  return `${paths.slice(0, NAMED).map(span).join(', ')}${more}`
}

function gapSection({ gaps }: Report): string {
  if (gaps.length === 0) return ''
  const items = foldGaps(gaps).map(({ gap, alsoAt }) => {
    const paths = [place(gap.at), ...alsoAt.map((g) => g.at.path)]
    return `- **${gap.reason}** ${listed(paths)}: ${span(gap.detail)}`
  })
  return `### Could not be read: ${plural(gaps.length, 'place')}\n\n${items.join('\n')}`
}

function waivedSection({ waived }: Report): string {
  const items = waived.map(
    ({ finding, waiver }) =>
      `- ${finding.severity} \`${finding.rule}\` ${span(place(finding.at))}: ${span(finding.message)}\n` +
      `  - ${span(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`)}`,
  )
  return `### Waived: ${plural(waived.length, 'finding')}\n\n${items.join('\n')}`
}
