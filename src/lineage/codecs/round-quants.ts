import type { BlockCodec } from './codec.ts'
import { forcedCodec, type Bench } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { roundAway } from './rounding.ts'

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
    let largest = 0
    for (let i = 0; i < WEIGHTS; i++) largest = Math.max(largest, Math.abs(reference[from + i]!))
    const d = fround(largest / 127)
    const inverse = d === 0 ? 0 : fround(1 / d)
    place(reference, from, bench, (w) => fround(w * inverse))
    for (let i = 0; i < WEIGHTS; i++) bench.forced[i] = roundAway(bench.margin[i]!)
    settle(bench)
    bench.scaleDiffers = halfBits(d) !== (blocks[at]! | (blocks[at + 1]! << 8))
  },
})

function place(
  reference: Float32Array,
  from: number,
  { margin }: Bench,
  scaled: (w: number) => number,
): void {
  for (let i = 0; i < WEIGHTS; i++) margin[i] = scaled(reference[from + i]!)
}

/** Turns unrounded codes into their distance to the nearest tie. */
function settle({ margin }: Bench): void {
  for (let i = 0; i < WEIGHTS; i++) {
    const exact = margin[i]!
    margin[i] = Math.abs(Math.abs(exact - Math.trunc(exact)) - 0.5)
  }
}
