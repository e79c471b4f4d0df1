import { nearestProduct, type Arithmetic } from './arithmetic.ts'
import { totalOf, sumOfSquares, weigh, type Requantiser } from './requantiser.ts'
import { packPairs, putHalf, recode } from './super-blocks.ts'
import { searchByExchange, searchSymmetric } from './symmetric-search.ts'

const { fround } = Math
const WEIGHTS = 256
const SUB = 16
const NOTHING = fround(1e-15)

const scales = new Float32Array(16)
const shares = new Float32Array(16)
const weighed = new Float32Array(16)
const codes = new Uint8Array(WEIGHTS)
const scaleCodes = new Uint8Array(16)
const signed = new Int8Array(16)

/** Without an importance matrix: shares of the largest scale, whose code is the lowest. */
function byLargest(low: number, high: number, arithmetic: Arithmetic): number {
  const most = largestScale()
  const slope = fround(low / most)
  for (let j = 0; j < SUB; j++) {
    const l = nearestProduct(arithmetic, slope, scales[j]!)
    signed[j] = Math.min(high, l)
  }
  return fround(1 / slope)
}

function largestScale(): number {
  let found = 0
  for (const s of scales) if (Math.abs(s) > Math.abs(found)) found = s
  return found
}

export const q3K: Requantiser = {
  type: 'Q3_K',
  blockWeights: WEIGHTS,
  blockBytes: 110,
  requantise({ row, importance, arithmetic }, block, out) {
    const from = block * WEIGHTS
    const values = row.subarray(from, from + WEIGHTS)
    const variance = importance ? fround(fround(2 * sumOfSquares(values, arithmetic)) / WEIGHTS) : 0
    for (let j = 0; j < SUB; j++) {
      const part = values.subarray(j * SUB, (j + 1) * SUB)
      const into = codes.subarray(j * SUB, (j + 1) * SUB)
      if (importance) {
        const columns = importance.subarray(from + j * SUB, from + (j + 1) * SUB)
        weigh(part, columns, variance, arithmetic, weighed)
        shares[j] = totalOf(weighed)
        scales[j] = searchSymmetric(part, weighed, 4, arithmetic, into)
      } else scales[j] = searchByExchange(part, 4, arithmetic, into)
    }
    let d = 0
    if (importance) {
      d = searchSymmetric(scales, shares, 32, arithmetic, scaleCodes)
      for (let j = 0; j < SUB; j++) signed[j] = scaleCodes[j]! - 32
    } else if (largestScale() === 0) signed.fill(-32)
    else {
      d = byLargest(-32, 31, arithmetic)
      for (let j = 0; j < SUB; j++) signed[j] = Math.max(-32, signed[j]!)
    }
    out.fill(0, 0, 110)
    for (let j = 0; j < SUB; j++) {
      const l = signed[j]! + 32
      out[96 + (j & 7)]! |= (l & 15) << (j < 8 ? 0 : 4)
      out[104 + (j & 3)]! |= (l >> 4) << (2 * (j >> 2))
    }
    const stored = putHalf(out, 108, d)
    for (let j = 0; j < SUB; j++)
      recode(
        values.subarray(j * SUB, (j + 1) * SUB),
        fround(stored * signed[j]!),
        0,
        { low: -4, high: 3 },
        codes.subarray(j * SUB, (j + 1) * SUB),
      )
    for (let i = 0; i < WEIGHTS; i++) out[i & 31]! |= (codes[i]! >> 2) << (i >> 5)
    packPairs(codes, 0, out, 32)
  },
}

export const q6K: Requantiser = {
  type: 'Q6_K',
  blockWeights: WEIGHTS,
  blockBytes: 210,
  requantise({ row, importance, arithmetic }, block, out) {
    const from = block * WEIGHTS
    const values = row.subarray(from, from + WEIGHTS)
    for (let j = 0; j < SUB; j++)
      scales[j] = searchSymmetric(
        values.subarray(j * SUB, (j + 1) * SUB),
        importance?.subarray(from + j * SUB, from + (j + 1) * SUB),
        32,
        arithmetic,
        codes.subarray(j * SUB, (j + 1) * SUB),
      )
    out.fill(0, 0, 210)
    if (Math.abs(largestScale()) < NOTHING) return
    const d = putHalf(out, 208, byLargest(-128, 127, arithmetic))
    for (let j = 0; j < SUB; j++) {
      out[192 + j] = signed[j]!
      recode(
        values.subarray(j * SUB, (j + 1) * SUB),
        fround(d * signed[j]!),
        0,
        { low: -32, high: 31 },
        codes.subarray(j * SUB, (j + 1) * SUB),
      )
    }
    for (let i = 0; i < WEIGHTS; i++)
      out[(i >> 7) * 64 + ((i >> 5) & 1) * 32 + (i & 31)]! |= (codes[i]! & 15) << (i & 64 ? 4 : 0)
    packPairs(codes, 4, out, 128)
  },
}
