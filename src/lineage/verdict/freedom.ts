import type { Confidence } from './derivation.ts'
import type { Examined } from './examine.ts'
import type { Standing } from './standing.ts'
import { count } from './tensor-result.ts'

/** What a knowing adversary could still have done, given what is proven. */
export function freedomOf({ examined, tensors }: Standing, confidence: Confidence): string[] {
  const held = examined.filter((e) => e.objections.length === 0)
  const codes = held.filter((e) => e.level === 'L2')
  const made = held.filter((e) => e.level === 'L3' && e.measure.rederived.blocks > 0 && isSampled(e))
  const signs = held.filter((e) => e.proof === 'signs').length
  const statistics = held.filter((e) => e.proof === 'statistics').length
  const open = tensors.filter((t) => t.verdict === 'U').length
  const unseen = codes.filter((e) => e.measure.z === null).length
  return [
    ...(codes.length > 0
      ? [
          `The scales of ${some(codes.length)} are plausible, not proven: whoever chose them could have steered how weights are rounded. A shift along one direction through a whole tensor would stand out of its residual from about 0.5 % of its norm in Q4_K on (2.5 % in Q2_K, 1 % in Q3_K, 0.15 % in Q6_K, measured in 384 × 1024 weights); a shift without direction, and one of part of the blocks, would not, nor would blocks here and there that were rounded more coarsely than need be. The quantiser's importance matrix closes this where it is published.`,
        ]
      : []),
    ...(unseen > 0
      ? [
          `The residuals of ${some(unseen)} are too small, or were not read as a whole, to be looked at for a direction.`,
        ]
      : []),
    ...(made.length > 0
      ? [
          `Of ${some(made.length)} a random sample of blocks was made again byte for byte: scales that were steered in few of the others would have been missed.`,
        ]
      : []),
    ...(signs > 0
      ? [
          `Of ${some(signs)} only the signs are proven: the magnitudes come from a search over a lattice and could be others.`,
        ]
      : []),
    ...(statistics > 0
      ? [
          `Of ${some(statistics)} no code is forced: what is known is that their errors look like those of rounding.`,
        ]
      : []),
    ...(open > 0 ? [`${sentence(some(open))} could not be compared, and may hold anything.`] : []),
    ...(confidence.coverage === 'sampled'
      ? [
          'Rows outside of the sample were not read: single tokens, rows or weights may have been changed there.',
        ]
      : []),
    'Whether the reference itself is what its publisher released, and whether that does anybody harm, is another question: weights that were prepared to misbehave once they are quantised pass.',
  ]
}

function isSampled({ measure: { rows, width, rederived } }: Examined): boolean {
  return rederived.blocks * 256 < rows * width
}

function some(n: number): string {
  return `${count(n)} tensor${n === 1 ? '' : 's'}`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
