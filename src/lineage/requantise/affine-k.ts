import { nearestProduct, type Arithmetic } from './arithmetic.ts'
import { searchAffine, searchPositive, type AffineGrid } from './affine-search.ts'
import { totalOf, sumOfSquares, weigh, type Material, type Requantiser } from './requantiser.ts'
import { packNibbles, packPairs, packScales, putHalf, recode } from './super-blocks.ts'

const { fround } = Math
const WEIGHTS = 256

/** Super-blocks whose sub-blocks have a scale and a minimum: 2, 4 and 5 bits. */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  readonly sub: number
  /** Slopes tried without and with an importance matrix. */
  readonly plain: AffineGrid
  readonly weighted: AffineGrid
  /** Largest scale of a sub-block. */
  readonly topScale: number
  /** What errors are weighed with where there is no importance matrix. */
  weights(values: Float32Array, arithmetic: Arithmetic, out: Float32Array): void
  /** Variance of a block, from its Σ x², that enters the weighing by importance. */
  readonly varianceOver: number
  /** Writes scales, minima and codes, once both halves are known; returns where those two stand. */
  pack(scales: Uint8Array, minima: Uint8Array, codes: Uint8Array, out: Uint8Array): void
  readonly halvesAt: number
}

const fits = { scales: new Float32Array(16), minima: new Float32Array(16), shares: new Float32Array(16) }
const weighed = new Float32Array(32)
const codes = new Uint8Array(WEIGHTS)

function requantiser(layout: Layout): Requantiser {
  const { type, blockBytes, sub, topScale } = layout
  const count = WEIGHTS / sub
  const scales = fits.scales.subarray(0, count)
  const minima = fits.minima.subarray(0, count)
  const shares = fits.shares.subarray(0, count)
  const scaleCodes = new Uint8Array(count)
  const minimumCodes = new Uint8Array(count)
  const importances = weighed.subarray(0, sub)
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    requantise({ row, importance, arithmetic }: Material, block, out) {
      const from = block * WEIGHTS
      const values = row.subarray(from, from + WEIGHTS)
      const variance = importance ? fround(sumOfSquares(values, arithmetic) / layout.varianceOver) : 0
      for (let j = 0; j < count; j++) {
        const part = values.subarray(j * sub, (j + 1) * sub)
        if (importance) {
          const columns = importance.subarray(from + j * sub, from + (j + 1) * sub)
          weigh(part, columns, variance, arithmetic, importances)
          shares[j] = totalOf(importances)
        } else layout.weights(part, arithmetic, importances)
        const fit = searchAffine(
          part,
          importances,
          importance ? layout.weighted : layout.plain,
          arithmetic,
          codes.subarray(j * sub, (j + 1) * sub),
        )
        scales[j] = fit.scale
        minima[j] = fit.minimum
      }
      const top = importance
        ? {
            scale: searchPositive(scales, shares, topScale, arithmetic, scaleCodes),
            minimum: searchPositive(minima, shares, topScale, arithmetic, minimumCodes),
          }
        : {
            scale: byLargest(scales, topScale, arithmetic, scaleCodes),
            minimum: byLargest(minima, topScale, arithmetic, minimumCodes),
          }
      out.fill(0, 0, blockBytes)
      const d = putHalf(out, layout.halvesAt, top.scale)
      const m = putHalf(out, layout.halvesAt + 2, top.minimum)
      const high = layout.plain.top
      for (let j = 0; j < count; j++)
        recode(
          values.subarray(j * sub, (j + 1) * sub),
          fround(d * scaleCodes[j]!),
          fround(m * minimumCodes[j]!),
          { low: 0, high },
          codes.subarray(j * sub, (j + 1) * sub),
        )
      layout.pack(scaleCodes, minimumCodes, codes, out)
    },
  }
}

/** Codes of scales as shares of the largest. */
function byLargest(values: Float32Array, top: number, arithmetic: Arithmetic, into: Uint8Array): number {
  let largest = 0
  for (const v of values) if (v > largest) largest = v
  if (!(largest > 0)) {
    into.fill(0)
    return 0
  }
  const slope = fround(top / largest)
  for (let j = 0; j < values.length; j++)
    into[j] = Math.min(top, nearestProduct(arithmetic, slope, values[j]!) & 255)
  return fround(largest / top)
}

/** Mean magnitude, as root of the mean square, plus the magnitude. */
function aroundMean(values: Float32Array, arithmetic: Arithmetic, out: Float32Array): void {
  const mean = fround(Math.sqrt(fround(sumOfSquares(values, arithmetic) / values.length)))
  for (let i = 0; i < values.length; i++) out[i] = fround(mean + Math.abs(values[i]!))
}

const weighted = { first: fround(-0.9), step: fround(0.05), steps: 36, absolute: false }
const tenth = fround(0.1)

export const q2K: Requantiser = requantiser({
  type: 'Q2_K',
  blockBytes: 84,
  sub: 16,
  plain: { top: 3, first: -0.5, step: tenth, steps: 15, absolute: true },
  weighted: { top: 3, ...weighted },
  topScale: 15,
  weights(values, _arithmetic, out) {
    for (let i = 0; i < values.length; i++) out[i] = Math.abs(values[i]!)
  },
  varianceOver: 256,
  halvesAt: 80,
  pack(scales, minima, all, out) {
    for (let j = 0; j < 16; j++) out[j] = scales[j]! | (minima[j]! << 4)
    packPairs(all, 0, out, 16)
  },
})

export const q4K: Requantiser = requantiser({
  type: 'Q4_K',
  blockBytes: 144,
  sub: 32,
  plain: { top: 15, first: -1, step: tenth, steps: 20, absolute: false },
  weighted: { top: 15, ...weighted },
  topScale: 63,
  weights: aroundMean,
  varianceOver: 128,
  halvesAt: 0,
  pack(scales, minima, all, out) {
    packScales(scales, minima, out, 4)
    packNibbles(all, out, 16)
  },
})

export const q5K: Requantiser = requantiser({
  type: 'Q5_K',
  blockBytes: 176,
  sub: 32,
  plain: { top: 31, first: -0.5, step: tenth, steps: 15, absolute: false },
  weighted: { top: 31, ...weighted },
  topScale: 63,
  weights: aroundMean,
  varianceOver: 128,
  halvesAt: 0,
  pack(scales, minima, all, out) {
    packScales(scales, minima, out, 4)
    for (let i = 0; i < WEIGHTS; i++) out[16 + (i & 31)]! |= (all[i]! >> 4) << (i >> 5)
    packNibbles(all, out, 48)
  },
})
