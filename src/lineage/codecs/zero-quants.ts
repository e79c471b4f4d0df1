import type { BlockCodec } from './codec.ts'
import { forcedCodec, type Bench, type ForcedFormat } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { fiveBits, fourBits, type ReadCodes } from './packed-codes.ts'
import { clamp, nearestInt } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 32
const TIE = 1e-4
/** Below this ggml takes a block for zeros. */
const NOTHING = 1e-15

/** Codes around a zero in the middle: value = scale · (code − middle). The largest magnitude sits at −middle. */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  readonly middle: number
  readonly codes: ReadCodes
}

const FOUR: Layout = { type: 'Q4_0', blockBytes: 18, middle: 8, codes: fourBits(2) }
const FIVE: Layout = { type: 'Q5_0', blockBytes: 22, middle: 16, codes: fiveBits(2) }

function unpackWith({ middle, codes: read }: Layout): ForcedFormat['unpack'] {
  return (blocks, at, { codes, values, step }) => {
    const d = halfAt(blocks, at)
    read(blocks, at, codes)
    step.fill(d)
    for (let i = 0; i < WEIGHTS; i++) values[i] = fround(d * (codes[i]! - middle))
  }
}

/** Scale from the largest weight, no search: every byte follows. The code is cut, not rounded, after adding half. */
function plain(layout: Layout): BlockCodec {
  const { type, blockBytes, middle } = layout
  return forcedCodec({
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'exact',
    tieWithin: TIE,
    unpack: unpackWith(layout),
    force(blocks, at, reference, from, bench) {
      const d = fround(extreme(reference, from) / -middle)
      const inverse = d === 0 ? 0 : fround(1 / d)
      for (let i = 0; i < WEIGHTS; i++) {
        const shifted = fround(fround(reference[from + i]! * inverse) + (middle + 0.5))
        bench.exact[i] = clamp(fround(shifted - 0.5), 0, 2 * middle - 1)
      }
      bench.scaleDiffers = halfBits(d) !== (blocks[at]! | (blocks[at + 1]! << 8))
    },
  })
}

/**
 * With an importance matrix the quantiser tries nineteen scales and keeps the best for weights that nobody knows here;
 * the codes are those of one of the nineteen, and the stored scale is a mean of weight over code.
 */
function searched(layout: Layout): BlockCodec {
  const { type, blockBytes, middle } = layout
  const tried = new Float32Array(WEIGHTS)
  return forcedCodec({
    type: `${type}/imatrix`,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'codes',
    tieWithin: TIE,
    unpack: unpackWith(layout),
    force(blocks, at, reference, from, bench) {
      const most = extreme(reference, from)
      if (Math.abs(most) < NOTHING) {
        bench.exact.set(bench.codes)
        return
      }
      let fewest = Infinity
      for (let turn = 0; turn <= 18 && fewest > 0; turn++) {
        const is = turn === 0 ? 0 : turn <= 9 ? turn : 9 - turn
        const scale = fround(-fround(middle + fround(fround(0.1) * is)) / most)
        const differing = attempt(scale, middle, reference, from, bench.codes, tried)
        if (differing >= fewest) continue
        fewest = differing
        bench.exact.set(tried)
      }
      bench.scaleDiffers = !isMean(halfAt(blocks, at), middle, reference, from, bench)
    },
  })
}

function attempt(
  scale: number,
  middle: number,
  reference: Float32Array,
  from: number,
  codes: Int32Array,
  tried: Float32Array,
): number {
  let differing = 0
  for (let i = 0; i < WEIGHTS; i++) {
    const exact = clamp(fround(scale * reference[from + i]!), -middle, middle - 1)
    tried[i] = exact + middle
    if (nearestInt(exact) + middle !== codes[i]) differing++
  }
  return differing
}

/** Whether a scale lies among weight over code of the block, as every weighted mean of them does; halves are 2^-11 apart. */
function isMean(d: number, middle: number, reference: Float32Array, from: number, { codes }: Bench): boolean {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < WEIGHTS; i++) {
    const code = codes[i]! - middle
    if (code === 0) continue
    const ratio = reference[from + i]! / code
    low = Math.min(low, ratio)
    high = Math.max(high, ratio)
  }
  // Where no column that counts has a code, the quantiser is left without a scale.
  if (low > high || d === 0) return true
  const slack = Math.max(Math.abs(d) * 2 ** -10, 2 ** -24)
  return d >= low - slack && d <= high + slack
}

/** The first weight of the largest magnitude, with its sign. */
function extreme(reference: Float32Array, from: number): number {
  let found = 0
  for (let i = 0; i < WEIGHTS; i++)
    if (Math.abs(reference[from + i]!) > Math.abs(found)) found = reference[from + i]!
  return found
}

export const zeroQuants: readonly BlockCodec[] = [plain(FOUR), plain(FIVE), searched(FOUR), searched(FIVE)]
