import type { DeviationClass, Level } from './derivation.ts'
import { isContradiction, type Standing } from './standing.ts'
import { count } from './tensor-result.ts'

/** The verdict in a sentence or two, as an expert would give it. */
export function opinionOn(level: Level, kind: DeviationClass, standing: Standing): string {
  switch (level) {
    case 'L3':
      return kind === 'copy'
        ? 'The candidate is a copy of the reference, bit for bit.'
        : `Every byte that was compared is the one that the reference gives: the candidate is ${kind === 'cast' ? 'a cast' : 'a quantisation'} of it.`
    case 'L2':
      return 'Every code is the one that the reference forces under the scales of the file, and nothing speaks against the scales: the candidate is a quantisation of the reference.'
    case 'L1':
      return 'The candidate agrees with the reference as far as its formats let anybody tell; they leave more than scales to whoever made it.'
    case 'U':
      return `${notCompared(standing)}; nothing that was compared deviates.`
    case 'L0':
      return `The candidate deviates from the reference: ${reasons(kind, standing)}.`
    default:
      return level satisfies never
  }
}

function notCompared({ tensors, missing }: Standing): string {
  const open = tensors.filter((t) => t.verdict === 'U').length
  const compared = tensors.filter((t) => t.compared > 0).length
  if (compared === 0) return 'Nothing of the candidate can be compared with the reference'
  const parts = [
    ...(open > 0 ? [`${count(open)} of ${count(tensors.length)} tensors could not be compared`] : []),
    ...(missing.length > 0 ? [`${count(missing.length)} tensors of the reference have no counterpart`] : []),
  ]
  return parts.length > 0 ? sentence(parts.join(', and ')) : 'Not all of the files could be read'
}

const PATTERN: Readonly<Partial<Record<DeviationClass, string>>> = {
  'single-edit': 'the change is confined to them, as an edit of one layer leaves it',
  abliteration:
    'what writes into the residual stream was changed in most layers, as taking a direction out leaves it',
  'adapter-merge':
    'the same projections were changed in most layers along few directions, as a merged adapter leaves it',
  'row-surgery': 'single rows were changed as a whole, as exchanged or retaught tokens leave it',
  'fine-tune':
    'tensors were changed throughout and stay close to the reference, as further training or a merge leaves it',
  unrelated: 'the weights have nothing to do with those of the reference',
}

function reasons(kind: DeviationClass, standing: Standing): string {
  const { examined, tensors, fields, remarks, structure, missing } = standing
  const changed = examined.filter((e) => e.deviates).length
  const steered = examined.filter((e) => !e.deviates && e.objections.length > 0).length
  const extra = tensors.filter((t) => t.verdict === 'extra').length
  const flaws = structure.filter(isContradiction).length
  const pattern = PATTERN[kind]
  const parts = [
    ...(changed > 0
      ? [
          `${some(changed, 'tensor')} of ${count(tensors.length)} ${changed === 1 ? 'is' : 'are'} not what it gives${pattern ? ` (${pattern})` : ''}`,
        ]
      : []),
    ...(steered > 0
      ? [
          `the scales of ${some(steered, 'tensor')} are not those of an honest quantiser, though all codes follow from them`,
        ]
      : []),
    ...(extra > 0 ? [`${some(extra, 'tensor')} more than the reference has`] : []),
    ...(missing.length > 0 ? [`${some(missing.length, 'tensor')} of the reference missing`] : []),
    ...(remarks.length > 0 ? [`${some(remarks.length, 'remark')} on how tensors were put together`] : []),
    ...(fields.length > 0
      ? [`${some(fields.length, 'field')} beside the weights ${fields.length === 1 ? 'differs' : 'differ'}`]
      : []),
    ...(flaws > 0 ? [`${some(flaws, 'contradiction')} in the files`] : []),
  ]
  return parts.join('; ')
}

function some(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
