import type { BlockCodec } from './codec.ts'
import { forcedCodec } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { clamp, largestOf } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 256
const TIE = 1e-4

/** −1, 0 and 1 times the largest magnitude of the block. */
function ternary(
  type: string,
  blockBytes: number,
  trits: (blocks: Uint8Array, at: number, codes: Int32Array) => void,
): BlockCodec {
  const scaleAt = blockBytes - 2
  return forcedCodec({
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'exact',
    tieWithin: TIE,
    unpack(blocks, at, { codes, values, step }) {
      const d = halfAt(blocks, at + scaleAt)
      trits(blocks, at, codes)
      step.fill(d)
      for (let i = 0; i < WEIGHTS; i++) values[i] = fround(d * (codes[i]! - 1))
    },
    force(blocks, at, reference, from, bench) {
      const largest = largestOf(reference, from, WEIGHTS)
      const inverse = largest === 0 ? 0 : fround(1 / largest)
      for (let i = 0; i < WEIGHTS; i++)
        bench.exact[i] = fround(clamp(fround(reference[from + i]! * inverse), -1, 1) + 1)
      bench.scaleDiffers = halfBits(largest) !== (blocks[at + scaleAt]! | (blocks[at + scaleAt + 1]! << 8))
    },
  })
}

/** Two bits each: 32 bytes hold 128 weights, 32 apart. */
export const tq2: BlockCodec = ternary('TQ2_0', 66, (blocks, at, codes) => {
  for (let i = 0; i < WEIGHTS; i++)
    codes[i] = (blocks[at + (i >> 7) * 32 + (i & 31)]! >> (((i >> 5) & 3) * 2)) & 3
})

const POWERS = [1, 3, 9, 27, 81] as const

/** The trit at a place of a byte that holds five as a fraction of 3^5. */
function trit(byte: number, place: number): number {
  return (((byte * POWERS[place]!) & 255) * 3) >> 8
}

/** Five trits a byte: 160 weights in 32 bytes, 80 in 16, and 16 in four bytes of four. */
export const tq1: BlockCodec = ternary('TQ1_0', 54, (blocks, at, codes) => {
  for (let n = 0; n < 5; n++) {
    for (let m = 0; m < 32; m++) codes[n * 32 + m] = trit(blocks[at + m]!, n)
    for (let m = 0; m < 16; m++) codes[160 + n * 16 + m] = trit(blocks[at + 32 + m]!, n)
  }
  for (let n = 0; n < 4; n++)
    for (let j = 0; j < 4; j++) codes[240 + n * 4 + j] = trit(blocks[at + 48 + j]!, n)
})
