import type { Derivation, FieldDifference, TensorResult } from '../../lineage/verdict/derivation.ts'
import { span } from '../../text/markdown.ts'
import { plural } from '../../text/sizes.ts'
import { shortened } from '../../text/visible.ts'
import { documentOf } from './document.ts'
import { count, figure, mismatchRate, percent, rowRanges } from './figures.ts'
import { opinionOf, type Opinion } from './opinion.ts'
import type { DerivationReportOptions } from './reporters.ts'
import { LEVEL_WORD } from './words.ts'

const TENSORS = 20
const NAMES = 10
const RANGES = 3
const VALUE = 200

/** For a pull request or a job summary. Everything from the files stands in code spans, where nothing is a link or a mention. */
export function markdown(unsorted: Derivation, { verbose }: DerivationReportOptions): string {
  const result = documentOf(unsorted)
  const opinion = opinionOf(result)
  const { level, freedom, structure, confidence } = result
  return `${[
    `## Assay: ${level} ${LEVEL_WORD[level]}`,
    span(opinion.headline),
    opinion.compared.map((text) => `- ${span(text)}`).join('\n'),
    levelTable(opinion),
    opinion.deviating.length > 0 ? deviations(opinion, verbose) : '',
    fieldTable('Beside the weights', opinion.fields),
    list(
      'Structure of the files',
      structure.map(({ file, says }) => `${file}: ${says}`),
    ),
    list('Tensors without counterpart in the reference', folded(result.unmapped, verbose)),
    list('Tensors of the reference that are missing', folded(result.missing, verbose)),
    list('Left open', freedom),
    span(confidence.statement),
    opinion.counts,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

function levelTable({ levels }: Opinion): string {
  if (levels.length === 0) return ''
  return [
    '| level | tensors | weights | types | meaning |',
    '| --- | ---: | ---: | --- | --- |',
    ...levels.map(
      ({ level, tensors, weights, types, means }) =>
        `| ${level} | ${count(tensors)} | ${count(weights)} | ${types.map(cell).join(', ')} | ${means} |`,
    ),
  ].join('\n')
}

function deviations({ deviating, pattern }: Opinion, verbose: boolean): string {
  const shown = deviating.slice(0, verbose ? Infinity : TENSORS)
  const more = deviating.length - shown.length
  return [
    `### What deviates: ${plural(deviating.length, 'tensor')}`,
    ...(pattern === undefined ? [] : ['', pattern]),
    '',
    '| tensor | type | codes | share | z | rows |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...shown.map(rowOf),
    ...(more > 0 ? ['', `+ ${more} more`] : []),
  ].join('\n')
}

function rowOf(tensor: TensorResult): string {
  const { name, type, mismatches, z } = tensor
  const where = rowRanges(tensor, RANGES)
  return `| ${cell(name)} | ${cell(type)} | ${count(mismatches)} | ${percent(mismatchRate(tensor))} | ${figure(z)} | ${where} |`
}

function fieldTable(title: string, fields: readonly FieldDifference[]): string {
  if (fields.length === 0) return ''
  return [
    `### ${title}: ${plural(fields.length, 'field')}`,
    '',
    '| area | field | candidate | reference |',
    '| --- | --- | --- | --- |',
    ...fields.map(
      ({ area, field, official, candidate }) =>
        `| ${area} | ${cell(field)} | ${cell(candidate)} | ${cell(official)} |`,
    ),
  ].join('\n')
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `### ${title}\n\n${items.map((text) => `- ${span(text)}`).join('\n')}`
}

function folded(names: readonly string[], verbose: boolean): readonly string[] {
  if (verbose || names.length <= NAMES) return names
  return [...names.slice(0, NAMES), `and ${names.length - NAMES} more`]
}

/** A bar ends a cell even inside a code span. */
function cell(text: string): string {
  return text === '' ? '-' : span(shortened(text, VALUE)).replaceAll('|', String.raw`\|`)
}
