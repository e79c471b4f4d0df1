import type { BlockCodec } from './codec.ts'
import { forcedCodec } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { clamp, largestOf } from './rounding.ts'

const { fround } = Math
const TIE = 1e-4

function storedBits(blocks: Uint8Array, at: number): number {
  return blocks[at]! | (blocks[at + 1]! << 8)
}

/** The sign alone, times the mean magnitude of the block. */
export const q1Zero: BlockCodec = forcedCodec({
  type: 'Q1_0',
  blockWeights: 128,
  blockBytes: 18,
  proof: 'exact',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfAt(blocks, at)
    step.fill(fround(2 * d))
    for (let i = 0; i < 128; i++) {
      codes[i] = (blocks[at + 2 + (i >> 3)]! >> (i & 7)) & 1
      values[i] = codes[i] ? d : -d
    }
  },
  force(blocks, at, reference, from, bench) {
    let sum = 0
    for (let i = 0; i < 128; i++) {
      sum = fround(sum + Math.abs(reference[from + i]!))
      bench.exact[i] = reference[from + i]! >= 0 ? 1 : 0
    }
    bench.scaleDiffers = halfBits(fround(sum / 128)) !== storedBits(blocks, at)
  },
})

/** −1, 0, 1 and 2 times the largest magnitude of the block; the 2 is of no use to this quantiser. */
export const q2Zero: BlockCodec = forcedCodec({
  type: 'Q2_0',
  blockWeights: 64,
  blockBytes: 18,
  proof: 'exact',
  tieWithin: TIE,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfAt(blocks, at)
    step.fill(d)
    for (let i = 0; i < 64; i++) {
      codes[i] = (blocks[at + 2 + (i >> 2)]! >> ((i & 3) * 2)) & 3
      values[i] = fround(d * (codes[i]! - 1))
    }
  },
  force(blocks, at, reference, from, bench) {
    const largest = largestOf(reference, from, 64)
    const inverse = largest === 0 ? 0 : fround(1 / largest)
    for (let i = 0; i < 64; i++)
      bench.exact[i] = fround(clamp(fround(reference[from + i]! * inverse), -1, 2) + 1)
    bench.scaleDiffers = halfBits(largest) !== storedBits(blocks, at)
  },
})
