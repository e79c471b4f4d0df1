import type { BlockCodec } from './codec.ts'
import { forcedCodec } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { largestOf } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 32
const TIE = 1e-4

/** 8 bits around zero: scale = largest magnitude / 127, no search, no importance matrix. */
export const q8Zero: BlockCodec = forcedCodec({
  type: 'Q8_0',
  blockWeights: WEIGHTS,
  blockBytes: 34,
  proof: 'exact',
  tieWithin: TIE,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfAt(blocks, at)
    step.fill(d)
    for (let i = 0; i < WEIGHTS; i++) {
      codes[i] = (blocks[at + 2 + i]! << 24) >> 24
      values[i] = d * codes[i]!
    }
  },
  force(blocks, at, reference, from, bench) {
    const d = fround(largestOf(reference, from, WEIGHTS) / 127)
    const inverse = d === 0 ? 0 : fround(1 / d)
    for (let i = 0; i < WEIGHTS; i++) bench.exact[i] = fround(reference[from + i]! * inverse)
    bench.scaleDiffers = halfBits(d) !== (blocks[at]! | (blocks[at + 1]! << 8))
  },
})
