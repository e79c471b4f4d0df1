import { plural } from '../../text/sizes.ts'
import { shortened, visible } from '../../text/visible.ts'
import type { Coverage } from './coverage.ts'
import type { ElementResult, G7Result } from './g7.ts'
import type { OwaspResult } from './owasp.ts'
import type { BomScore } from './score.ts'

export interface ScoreTableOptions {
  /** Name of the file as the user gave it. */
  readonly shown: string
  readonly verbose: boolean
}

const WIDTH = 80
/** Lines of one list; `-v` shows the rest. */
const MAX_LINES = 12

/** For a terminal: the three numbers, then what is missing from each, most valuable first. */
export function scoreTable(score: BomScore, { shown, verbose }: ScoreTableOptions): string {
  const { kind, models, datasets, coverage, g7, owasp } = score
  const folded = (lines: readonly string[]): string[] => fold(lines, verbose)
  const lines = [
    `${visible(shown)}: ${kind === 'spdx' ? 'SPDX' : 'CycloneDX'} with ${plural(models, 'model')} and ${plural(datasets, 'dataset')}`,
    '',
    headline('Coverage of the record', percent(coverage.weighted), answeredText(coverage)),
    headline('G7 minimum elements', `${g7.present}/${g7.applicable}`, g7Text(g7)),
    headline('OWASP AIBOM score', owasp.mean?.toFixed(1) ?? '-', owaspText(owasp)),
    '',
    ...coverageLines(coverage),
    ...section('Open questions', folded(openQuestions(coverage))),
    '',
    'G7 elements by cluster',
    ...g7.clusters.map((c) => `  ${c.cluster.padEnd(15)} ${ratio(c.present, c.applicable)}`),
    ...section('Missing G7 elements', folded(missingElements(g7))),
    ...(owasp.models.length === 0 ? [] : owaspLines(owasp, folded)),
  ]
  return `${lines.map((line) => (verbose ? line : shortened(line, WIDTH))).join('\n')}\n`
}

function headline(name: string, value: string, text: string): string {
  return `${name.padEnd(23)} ${value.padStart(7)}   ${text}`
}

function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}

function ratio(has: number, of: number): string {
  return of === 0 ? 'does not apply' : `${has}/${of}`
}

function answeredText({ answered, questions }: Coverage): string {
  return `${answered} of ${plural(questions, 'question')} answered`
}

function g7Text({ errors, notApplicable }: G7Result): string {
  const required = errors === 0 ? 'all required ones' : `${errors} required missing`
  return `${required}, ${notApplicable} not applicable`
}

function owaspText({ models }: OwaspResult): string {
  if (models.length === 0) return 'no model to score'
  if (models.length === 1) return `of 100, profile ${models[0]!.profile}`
  const scores = models.map((m) => m.score)
  const range = `${Math.min(...scores).toFixed(1)} to ${Math.max(...scores).toFixed(1)}`
  return `of 100, mean of ${plural(models.length, 'model')}, ${range}`
}

function coverageLines({ byKind, byStatus }: Coverage): string[] {
  const { verified, declared, inferred, unknown } = byStatus
  return [
    'Coverage by kind  items  answered',
    ...byKind.map(
      (k) => `  ${k.kind.padEnd(15)} ${String(k.items).padStart(5)}  ${ratio(k.answered, k.questions)}`,
    ),
    `  ${verified} verified, ${declared} declared, ${inferred} inferred, ${unknown} unknown`,
  ]
}

/** Questions that most items leave open come first: one more reader answers them all. */
function openQuestions({ unknown }: Coverage): string[] {
  const groups = [...Map.groupBy(unknown, (u) => `${u.kind}: ${u.question}`)]
  return groups
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([question, open]) => row(question, `${open.length}`, names(open.map((o) => o.id))))
}

/** Required ones first, then those that only some lack, then the order of the guidance. */
function missingElements({ elements }: G7Result): string[] {
  const rank = (e: ElementResult): number => (e.required ? 0 : e.has > 0 ? 1 : 2)
  return elements
    .filter((e) => e.state === 'absent')
    .toSorted((a, b) => rank(a) - rank(b))
    .map((e) => {
      const lacking = e.of > 1 || e.missingIn.length > 0 ? `${e.of - e.has} of ${e.of}` : ''
      const text = [e.required ? 'required' : '', names(e.missingIn)].filter(Boolean).join(': ')
      return row(`${e.cluster}: ${e.name}`, lacking, text)
    })
}

function owaspLines(
  { models, gains }: OwaspResult,
  folded: (lines: readonly string[]) => string[],
): string[] {
  const worthIt = gains.filter((g) => g.points > 0)
  return [
    ...section(
      'OWASP score by model',
      folded(
        models.map(
          (m) => `  ${m.score.toFixed(1).padStart(5)}  ${m.profile.padEnd(10)}  ${visible(m.model)}`,
        ),
      ),
    ),
    ...section(
      'What would raise the OWASP score',
      folded(
        worthIt.map((g) => {
          const gain = `+${g.points.toFixed(1)}`.padStart(5)
          const name = `${g.field}${g.saidIn === undefined ? '' : ' *'}`
          return `  ${gain}  ${name.padEnd(33)} ${g.models} of ${models.length}  ${g.tier}`
        }),
      ),
    ),
    ...(worthIt.some((g) => g.saidIn !== undefined)
      ? ['  * the document says it of some or all, where this score does not look']
      : []),
  ]
}

function row(what: string, count: string, text: string): string {
  return `  ${what.padEnd(36)} ${count.padStart(7)}  ${text}`.trimEnd()
}

function names(all: readonly string[]): string {
  const [first, ...others] = all
  if (first === undefined) return ''
  return others.length === 0 ? visible(first) : `${visible(first)} and ${others.length} more`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function fold(lines: readonly string[], verbose: boolean): string[] {
  if (verbose || lines.length <= MAX_LINES + 1) return [...lines]
  return [...lines.slice(0, MAX_LINES), `  and ${lines.length - MAX_LINES} more (-v shows them)`]
}
