import type { BlockCodec } from './codec.ts'
import { forcedCodec, type ForcedFormat } from './forced.ts'
import { halfAt, halfBits } from './half.ts'
import { fiveBits, fourBits, type ReadCodes } from './packed-codes.ts'
import { clamp, nearestInt } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 32
const TIE = 1e-4

/** Codes between the smallest and the largest weight: value = scale · code + minimum. */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  readonly top: number
  readonly codes: ReadCodes
}

const FOUR: Layout = { type: 'Q4_1', blockBytes: 20, top: 15, codes: fourBits(4) }
const FIVE: Layout = { type: 'Q5_1', blockBytes: 24, top: 31, codes: fiveBits(4) }

function unpackWith({ codes: read }: Layout): ForcedFormat['unpack'] {
  return (blocks, at, { codes, values, step }) => {
    const d = halfAt(blocks, at)
    const m = halfAt(blocks, at + 2)
    read(blocks, at, codes)
    step.fill(d)
    for (let i = 0; i < WEIGHTS; i++) values[i] = fround(fround(d * codes[i]!) + m)
  }
}

function plain(layout: Layout): BlockCodec {
  const { type, blockBytes, top } = layout
  return forcedCodec({
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'exact',
    tieWithin: TIE,
    unpack: unpackWith(layout),
    force(blocks, at, reference, from, bench) {
      let low = Infinity
      let high = -Infinity
      for (let i = 0; i < WEIGHTS; i++) {
        low = Math.min(low, reference[from + i]!)
        high = Math.max(high, reference[from + i]!)
      }
      const d = fround(fround(high - low) / top)
      const inverse = d === 0 ? 0 : fround(1 / d)
      for (let i = 0; i < WEIGHTS; i++) {
        const shifted = fround(fround(fround(reference[from + i]! - low) * inverse) + 0.5)
        bench.exact[i] = clamp(fround(shifted - 0.5), 0, top)
      }
      bench.scaleDiffers =
        halfBits(d) !== (blocks[at]! | (blocks[at + 1]! << 8)) ||
        halfBits(low) !== (blocks[at + 2]! | (blocks[at + 3]! << 8))
    },
  })
}

/**
 * With an importance matrix scale and minimum are searched for, and the codes belong to a pair that is not stored. What
 * holds for any pair: the codes are an affine function of the weights, rounded and cut. Where that is possible they are
 * taken as forced; where not, the codes that the stored pair gives show how far off they are.
 */
function searched(layout: Layout): BlockCodec {
  const { type, blockBytes, top } = layout
  return forcedCodec({
    type: `${type}/imatrix`,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'codes',
    tieWithin: TIE,
    unpack: unpackWith(layout),
    force(blocks, at, reference, from, { codes, exact }) {
      if (isAffine(reference, from, codes, top)) {
        exact.set(codes)
        return
      }
      const d = halfAt(blocks, at)
      const m = halfAt(blocks, at + 2)
      let differing = 0
      for (let i = 0; i < WEIGHTS; i++) {
        exact[i] = d === 0 ? 0 : clamp(nearestInt((reference[from + i]! - m) / d), 0, top)
        if (exact[i] !== codes[i]) differing++
      }
      // The pair that is stored may round to these codes by chance; no pair of the quantiser does.
      if (differing === 0) exact[0] = codes[0]! + 2
    },
  })
}

/** Whether a slope and an offset exist that round every weight to its code; the outermost codes are open to their side. */
function isAffine(reference: Float32Array, from: number, codes: Int32Array, top: number): boolean {
  const slack = 1e-5
  let least = 0
  let most = Infinity
  for (let i = 0; i < WEIGHTS; i++) {
    if (codes[i] === 0) continue
    const low = codes[i]! - 0.5 - slack
    for (let j = 0; j < WEIGHTS; j++) {
      if (codes[j] === top) continue
      // a·x_i + b ≥ low and a·x_j + b ≤ high: a·(x_i − x_j) ≥ low − high.
      const high = codes[j]! + 0.5 + slack
      const dx = reference[from + i]! - reference[from + j]!
      const need = low - high
      if (dx > 0) least = Math.max(least, need / dx)
      else if (dx < 0) most = Math.min(most, need / dx)
      else if (need > 0) return false
    }
  }
  return least <= most * (1 + 1e-6)
}

export const affineQuants: readonly BlockCodec[] = [plain(FOUR), plain(FIVE), searched(FOUR), searched(FIVE)]
