import type { Artifact } from '../model/component.ts'
import type { Outcome, Report } from '../model/report.ts'
import type { Severity } from '../model/severity.ts'
import { painter, type Paint, type Style } from '../text/paint.ts'
import { formatBytes, plural } from '../text/sizes.ts'
import { shortened, visible, visibleLines } from '../text/visible.ts'
import { columns, wrap } from '../text/wrap.ts'
import { countFormats, foldGaps, groupFindings, type Fold, type GapFold, type Group } from './grouping.ts'
import { place, placeInside } from './place.ts'
import type { ReportOptions } from './reporter.ts'
import { countsLine, verdict } from './summary.ts'

const SEVERITY_STYLE: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ['alarm'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['cyan'],
  info: ['dim'],
}
const VERDICT_STYLE: Readonly<Record<Outcome, readonly Style[]>> = {
  allow: ['bold', 'green'],
  warn: ['bold', 'yellow'],
  deny: ['alarm'],
  undecided: ['bold', 'yellow'],
}
/** Where text starts beside the severity. */
const INDENT = 12
const NAMED = 3
/** Lines of one quoted piece of scanned text, unless verbose. */
const QUOTED_LINES = 2

interface Page extends ReportOptions {
  readonly paint: Paint
}

/** For a terminal: files worst first; what it does, what shows it, what to do; then the verdict and the counts. */
export function table(report: Report, options: ReportOptions): string {
  const page: Page = { ...options, paint: painter(options.colour) }
  const blocks = [
    ...groupFindings(report).map((group) => groupBlock(group, page)),
    ...(report.code ?? []).map(({ path, source }) => codeBlock(path, source, page)),
    gapsBlock(report, page),
    waivedBlock(report, page),
    verdictBlock(report, page),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function groupBlock({ path, artifact, folds, echoes }: Group, page: Page): string[] {
  const advised = new Set<string>()
  return [
    ...header(path, artifact, page),
    ...echoes.flatMap(({ finding, toldOf }) =>
      labelled(finding.severity, visible(`${finding.message} (as in ${toldOf})`), page),
    ),
    ...folds.flatMap((fold) => {
      const { severity, remedy } = fold.finding
      // Advice is given once a file, and facts worth knowing need none.
      const advises = page.verbose || (severity !== 'info' && !advised.has(remedy))
      if (advises) advised.add(remedy)
      return foldLines(fold, advises, page)
    }),
  ]
}

function header(path: string, artifact: Artifact | undefined, { paint, width }: Page): string[] {
  const name = visible(path)
  const about = artifact
    ? [artifact.format, formatBytes(artifact.size), artifact.digest?.slice(0, 'sha256:'.length + 12)]
        .filter(Boolean)
        .join(' · ')
    : ''
  if (about === '') return wrap(name, width).map((line) => paint(line, 'bold'))
  const room = width - columns(name) - columns(about)
  if (room >= 2) return [`${paint(name, 'bold')}${' '.repeat(room)}${paint(about, 'dim')}`]
  return [...wrap(name, width).map((line) => paint(line, 'bold')), `  ${paint(about, 'dim')}`]
}

function foldLines({ finding, again, alsoIn }: Fold, advises: boolean, page: Page): string[] {
  const { paint, verbose } = page
  const lines = labelled(
    finding.severity,
    visible(finding.message),
    page,
    verbose ? Infinity : 2 * QUOTED_LINES,
  )

  const shown = verbose ? finding.evidence : finding.evidence.slice(0, 1)
  for (const { at, says, excerpt } of shown) {
    const quote = visible(excerpt ?? says)
    const isNews = !visible(finding.message).includes(quote)
    const more = again.length > 0 ? `(+ ${again.length} more in this file)` : ''
    const where = [placeInside(at), more].filter(Boolean).join(' ')
    const text = [where, isNews ? quote : ''].filter(Boolean).join(': ')
    if (text !== '') lines.push(...body(text, page).map(indented))
  }
  if (alsoIn.length > 0) lines.push(...body(`also in ${listed(alsoIn, verbose)}`, page).map(indented))
  if (advises) lines.push(...hanging('→ ', visible(finding.remedy), page).map(indented))
  const id = `${finding.rule} · ${finding.confidence} · ${finding.fingerprint.slice(0, 8)}`
  lines.push(...body(id, page).map((line) => indented(paint(line, 'dim'))))
  return lines
}

/** A severity in the margin and text beside it. */
function labelled(severity: Severity, text: string, page: Page, most?: number): string[] {
  const label = page.paint(severity.toUpperCase(), ...SEVERITY_STYLE[severity])
  const gutter = ' '.repeat(INDENT - 2 - severity.length)
  const [first = '', ...rest] = body(text, page, most).map((line) => page.paint(line, 'bold'))
  return [`  ${label}${gutter}${first}`, ...rest.map(indented)]
}

function listed(paths: readonly string[], verbose: boolean): string {
  const named = verbose ? paths : paths.slice(0, NAMED)
  const more = paths.length - named.length
  return `${named.map(visible).join(', ')}${more > 0 ? ` + ${more} more` : ''}`
}

function body(
  text: string,
  { width, verbose }: Page,
  most: number = verbose ? Infinity : QUOTED_LINES,
): string[] {
  const lines = wrap(text, width - INDENT)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortened(`${lines[most - 1]} …`, width - INDENT)]
}

function hanging(mark: string, text: string, { width }: Page): string[] {
  const lines = wrap(text, width - INDENT - mark.length)
  return lines.map((line, i) => (i === 0 ? mark : ' '.repeat(mark.length)) + line)
}

function indented(line: string): string {
  return ' '.repeat(INDENT) + line
}

function codeBlock(path: string, source: string, { paint }: Page): string[] {
  const lines = visibleLines(source).trimEnd().split('\n')
  return [paint(`what ${visible(path)} would run`, 'bold'), ...lines.map((line) => `  ${line}`)]
}

function gapsBlock({ gaps }: Report, page: Page): string[] {
  if (gaps.length === 0) return []
  const title = page.paint(`Could not be read: ${plural(gaps.length, 'place')}`, 'bold', 'yellow')
  return [title, ...foldGaps(gaps).flatMap((fold) => gapLines(fold, page))]
}

function gapLines({ gap, alsoAt }: GapFold, page: Page): string[] {
  const reason = page.paint(gap.reason, 'yellow')
  const gutter = ' '.repeat(Math.max(1, 13 - gap.reason.length))
  const more =
    alsoAt.length > 0
      ? `, ${listed(
          alsoAt.map((g) => g.at.path),
          page.verbose,
        )}`
      : ''
  const room = { ...page, width: page.width - 3 }
  const [first = '', ...rest] = [...body(`${place(gap.at)}${more}`, room), ...body(visible(gap.detail), room)]
  return [`  ${reason}${gutter}${first}`, ...rest.map((line) => ' '.repeat(15) + line)]
}

function waivedBlock({ waived }: Report, page: Page): string[] {
  if (!page.showWaived || waived.length === 0) return []
  const { paint } = page
  return [
    paint(`Waived: ${plural(waived.length, 'finding')}`, 'bold'),
    ...waived.flatMap(({ finding, waiver }) => [
      ...labelled(finding.severity, place(finding.at), page),
      ...body(visible(finding.message), page).map(indented),
      ...body(visible(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`), page).map(indented),
      ...body(finding.rule, page).map((line) => indented(paint(line, 'dim'))),
    ]),
  ]
}

function verdictBlock(report: Report, page: Page): string[] {
  const { paint, width } = page
  const { outcome, because } = report.decision
  const formats = countFormats(report.artifacts).map(([format, n]) => `${n} ${format}`)
  const lines =
    formats.length > 0 ? wrap(`Read ${formats.join(', ')}`, width).map((line) => paint(line, 'dim')) : []
  for (const note of report.notes)
    lines.push(...wrap(`note: ${visible(note)}`, width).map((line) => paint(line, 'yellow')))
  const word = verdict(outcome)
  const [first = '', ...rest] = wrap(because.join(', '), width - word.length - 2)
  lines.push(
    `${paint(word, ...VERDICT_STYLE[outcome])}  ${first}`,
    ...rest.map((line) => ' '.repeat(word.length + 2) + line),
    countsLine(report),
  )
  return lines
}
