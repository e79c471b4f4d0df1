import type { BlockCodec } from './codec.ts'
import { forcedCodec } from './forced.ts'
import { largestOf } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 32

/** Twice the values of a 4-bit float with two exponent bits and one of fraction; the sign is the highest bit. */
const VALUES = [0, 1, 2, 3, 4, 6, 8, 12, -0, -1, -2, -3, -4, -6, -8, -12] as const

/** Half of the power of two that the exponent byte stands for. */
function halfScale(byte: number): number {
  return byte === 255 ? Number.NaN : 2 ** (byte - 128)
}

/** The first of the values that is nearest, as ggml searches. */
export function nearestFloat4(value: number, scale: number): number {
  let best = 0
  let least = Math.abs(fround(fround(VALUES[0] * scale) - value))
  for (let i = 1; i < 16; i++) {
    const distance = Math.abs(fround(fround(VALUES[i]! * scale) - value))
    if (distance < least) [best, least] = [i, distance]
  }
  return best
}

/** Powers of two as scales: exponent of the largest magnitude less two. Models trained in it are copied, then bytes are equal anyway. */
export const mxfp4: BlockCodec = forcedCodec({
  type: 'MXFP4',
  blockWeights: WEIGHTS,
  blockBytes: 17,
  proof: 'exact',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfScale(blocks[at]!)
    for (let i = 0; i < WEIGHTS; i++) {
      const code = (blocks[at + 1 + (i & 15)]! >> (i < 16 ? 0 : 4)) & 15
      codes[i] = code
      values[i] = fround(d * VALUES[code]!)
      // The gap between the larger values; smaller ones lie closer, and their residuals with them.
      step[i] = d * (Math.abs(VALUES[code]!) >= 8 ? 4 : Math.abs(VALUES[code]!) >= 4 ? 2 : 1)
    }
  },
  force(blocks, at, reference, from, bench) {
    const largest = largestOf(reference, from, WEIGHTS)
    const exponent =
      largest > 0 ? Math.min(254, Math.max(0, Math.floor(fround(Math.log2(largest))) + 125)) : 0
    const d = halfScale(exponent)
    for (let i = 0; i < WEIGHTS; i++) {
      const forced = nearestFloat4(reference[from + i]!, d)
      // Both zeros are zero.
      bench.exact[i] = (forced & 7) === 0 && (bench.codes[i]! & 7) === 0 ? bench.codes[i]! : forced
    }
    bench.scaleDiffers = exponent !== blocks[at]!
  },
})
