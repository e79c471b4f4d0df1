import type { Derivation, FieldDifference, Level, TensorResult } from '../../lineage/verdict/derivation.ts'
import { painter, type Paint, type Style } from '../../text/paint.ts'
import { plural } from '../../text/sizes.ts'
import { shortened, visible } from '../../text/visible.ts'
import { wrap } from '../../text/wrap.ts'
import { count, figure, mismatchRate, percent, rowRanges } from './figures.ts'
import { opinionOf, type LevelGroup, type Opinion } from './opinion.ts'
import type { DerivationReportOptions } from './reporters.ts'
import { LEVEL_WORD } from './words.ts'

const LEVEL_STYLE: Readonly<Record<Level, readonly Style[]>> = {
  L3: ['bold', 'green'],
  L2: ['bold', 'green'],
  L1: ['bold', 'cyan'],
  L0: ['alarm'],
  U: ['bold', 'yellow'],
}
/** Where text starts beside its heading. */
const INDENT = 12
/** Tensors, fields and names that are told unless everything is. */
const TENSORS = 8
const FIELDS = 6
const NAMES = 4
const RANGES = 3
/** Characters of one value of a field. */
const VALUE = 90

interface Page extends DerivationReportOptions {
  readonly paint: Paint
}

/** For a terminal, as an expert tells it: the verdict, what it rests on, what is left open; the counts last. */
export function table(result: Derivation, options: DerivationReportOptions): string {
  const page: Page = { ...options, width: Math.max(40, options.width), paint: painter(options.colour) }
  const opinion = opinionOf(result)
  const blocks = [
    verdictLines(result, opinion, page),
    section('Compared', opinion.compared, page),
    provenLines(opinion, page),
    deviationLines(opinion, page),
    fieldLines('Beside them', opinion.fields, page),
    section(
      'Structure',
      result.structure.map(({ file, says }) => `${file}: ${says}`),
      page,
    ),
    section('Not told', untold(result, opinion, page), page),
    fieldLines('Conversion', opinion.notes, page),
    section('Left open', result.freedom, page),
    section('Confidence', [result.confidence.statement, ...sampleText(result)], page),
    wrap(visible(opinion.counts), page.width).map((line) => page.paint(line, 'dim')),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function verdictLines({ level }: Derivation, { headline }: Opinion, { paint, width }: Page): string[] {
  const mark = `${level} ${LEVEL_WORD[level]}`
  const gutter = mark.length + 2
  const [first = '', ...rest] = wrap(visible(headline), width - gutter)
  return [`${paint(mark, ...LEVEL_STYLE[level])}  ${first}`, ...rest.map((line) => ' '.repeat(gutter) + line)]
}

/** A heading in the margin and paragraphs beside it. Nothing where there is nothing to say. */
function section(title: string, paragraphs: readonly string[], page: Page): string[] {
  const lines = paragraphs.flatMap((text) => hanging(visible(text), page))
  return headed(title, lines, page)
}

function headed(title: string, lines: readonly string[], { paint }: Page): string[] {
  return lines.map((line, i) =>
    i === 0
      ? `${paint(title, 'bold')}${' '.repeat(Math.max(1, INDENT - title.length))}${line}`
      : ' '.repeat(INDENT) + line,
  )
}

function hanging(text: string, { width }: Page): string[] {
  const [first = '', ...rest] = wrap(text, width - INDENT - 2)
  return [first, ...rest.map((line) => `  ${line}`)]
}

function provenLines({ levels }: Opinion, page: Page): string[] {
  const { paint, verbose } = page
  const proven = levels.filter(({ level }) => level !== 'L0' && level !== 'U')
  const lines = proven.flatMap((group) => {
    const { level } = group
    const [first = '', ...rest] = wrap(visible(groupText(group, verbose)), page.width - INDENT - 4)
    return [
      `${paint(level.padEnd(2), ...LEVEL_STYLE[level])}  ${first}`,
      ...rest.map((line) => `    ${line}`),
    ]
  })
  return headed('Proven', lines, page)
}

function groupText({ tensors, weights, types, means }: LevelGroup, verbose: boolean): string {
  const named = types.slice(0, verbose ? Infinity : NAMES)
  const more = types.length > named.length ? ' and others' : ''
  return `${plural(tensors, 'tensor')}, ${plural(weights, 'weight')} in ${named.join(', ')}${more}: ${means}`
}

function deviationLines({ deviating, pattern }: Opinion, page: Page): string[] {
  if (deviating.length === 0 && pattern === undefined) return []
  const { verbose, width, paint } = page
  const shown = deviating.slice(0, verbose ? Infinity : TENSORS)
  const lines = shown.flatMap((tensor) => [
    ...wrap(
      verbose ? visible(tensor.name) : shortened(visible(tensor.name), width - INDENT),
      width - INDENT,
    ).map((line) => paint(line, 'bold')),
    ...aboutTensor(tensor, page).flatMap((text) =>
      wrap(visible(text), width - INDENT - 2).map((l) => `  ${l}`),
    ),
  ])
  const more = deviating.length - shown.length
  if (more > 0)
    lines.push(
      ...wrap(
        `+ ${more} more: ${familiesOf(deviating.slice(shown.length))}; --verbose lists them`,
        width - INDENT,
      ),
    )
  if (pattern !== undefined) lines.push(...wrap(pattern, width - INDENT))
  return headed('Deviates', lines, page)
}

function aboutTensor(tensor: TensorResult, { verbose }: Page): string[] {
  const { verdict, type, mismatches, compared, z, relativeError, cosine, says } = tensor
  const figures =
    verdict === 'extra'
      ? `${type}, is not in the reference`
      : verdict === 'missing'
        ? 'is missing'
        : [
            type,
            // Where the judge has words they count the codes as well.
            ...(says.length > 0
              ? []
              : [`${count(mismatches)} of ${plural(compared, 'code')} (${percent(mismatchRate(tensor))})`]),
            ...(z === null ? [] : [`z ${figure(z)}`]),
            ...(relativeError === null ? [] : [`error ${percent(relativeError)}`]),
            ...(cosine === null || cosine >= 0.995 ? [] : [`cosine ${figure(cosine)}`]),
          ].join(', ')
  const rows = rowRanges(tensor, verbose ? Infinity : RANGES)
  const where = rows === '' ? [] : [`most in row${tensor.rows.length > 1 ? 's' : ''} ${rows}`]
  return [figures, ...where, ...says.slice(0, verbose ? Infinity : 2)]
}

/** `attn_q ×32, ffn_down ×4`: names without their numbers. */
function familiesOf(tensors: readonly TensorResult[]): string {
  const families = new Map<string, number>()
  for (const { name } of tensors) {
    const family = visible(name).replaceAll(/\.\d+\./g, '.*.')
    families.set(family, (families.get(family) ?? 0) + 1)
  }
  const named = [...families].toSorted((a, b) => b[1] - a[1]).slice(0, NAMES)
  const rest = families.size > named.length ? ', …' : ''
  return `${named.map(([family, n]) => (n > 1 ? `${shortened(family, 40)} ×${n}` : shortened(family, 40))).join(', ')}${rest}`
}

function fieldLines(title: string, fields: readonly FieldDifference[], page: Page): string[] {
  const shown = fields.slice(0, page.verbose ? Infinity : FIELDS)
  const value = (text: string): string => {
    const seen = visible(text)
    return seen === '' ? 'nothing' : page.verbose ? seen : shortened(seen, VALUE)
  }
  const paragraphs = shown.map(
    ({ area, field, official, candidate }) =>
      `${area} ${value(field)}: ${value(candidate)}; in the reference ${value(official)}`,
  )
  const more = fields.length - shown.length
  if (more > 0) paragraphs.push(`+ ${plural(more, 'more field')}; --verbose lists them`)
  return section(title, paragraphs, page)
}

function untold({ unmapped, missing }: Derivation, { levels }: Opinion, { verbose }: Page): string[] {
  const listed = (names: readonly string[]): string => {
    const shown = names.slice(0, verbose ? Infinity : NAMES)
    const more = names.length - shown.length
    return `${shown.map((n) => (verbose ? n : shortened(n, 60))).join(', ')}${more > 0 ? ` + ${more} more` : ''}`
  }
  return [
    ...levels.filter(({ level }) => level === 'U').map((group) => groupText(group, verbose)),
    ...(unmapped.length > 0
      ? [`${plural(unmapped.length, 'tensor')} without counterpart in the reference: ${listed(unmapped)}`]
      : []),
    ...(missing.length > 0
      ? [`${plural(missing.length, 'tensor')} of the reference missing: ${listed(missing)}`]
      : []),
  ]
}

function sampleText({ confidence: { sampled } }: Derivation): string[] {
  return sampled ? [`The sample can be drawn again with --seed ${sampled.seed}.`] : []
}
