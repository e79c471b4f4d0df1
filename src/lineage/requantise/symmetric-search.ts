import { addTo, madd, nearest, nearestProduct, type Arithmetic } from './arithmetic.ts'

const { fround } = Math
/** Below this ggml takes all weights for zeros. */
const NOTHING = fround(1e-15)

/** The first weight of the largest magnitude, with its sign. */
export function extreme(weights: Float32Array): number {
  let found = 0
  for (const w of weights) if (Math.abs(w) > Math.abs(found)) found = w
  return found
}

function clamped(code: number, half: number): number {
  return code < -half ? -half : code > half - 1 ? half - 1 : code
}

const shares = new Float32Array(64)

/**
 * One scale for codes −half…half−1: nineteen slopes around the one that puts the largest weight on −half, the best fit in
 * weighted least squares stays.
 *
 * @param importance weight by weight; the squares of the weights when absent
 * @param codes shifted by `half`, so that none is negative
 */
export function searchSymmetric(
  weights: Float32Array,
  importance: Float32Array | undefined,
  half: number,
  arithmetic: Arithmetic,
  codes: Uint8Array,
): number {
  const n = weights.length
  const most = extreme(weights)
  if (Math.abs(most) < NOTHING) {
    codes.fill(0, 0, n)
    return 0
  }
  for (let i = 0; i < n; i++) shares[i] = importance ? importance[i]! : fround(weights[i]! * weights[i]!)
  let scale = 0
  let best = 0
  for (let k = 0; k < 19; k++) {
    // The plain slope first, then −9…9 without 0.
    const turn = k === 0 ? 0 : k <= 9 ? k - 10 : k - 9
    const slope = fround(-(k === 0 ? half : madd(arithmetic, fround(0.1), turn, half)) / most)
    let sumXL = 0
    let sumLL = 0
    for (let i = 0; i < n; i++) {
      const l = clamped(nearestProduct(arithmetic, slope, weights[i]!), half)
      sumXL = addTo(arithmetic, sumXL, fround(shares[i]! * weights[i]!), l)
      sumLL = addTo(arithmetic, sumLL, fround(shares[i]! * l), l)
    }
    const better = k === 0 || (sumLL > 0 && fround(sumXL * sumXL) > fround(best * sumLL))
    if (!better) continue
    for (let i = 0; i < n; i++)
      codes[i] = clamped(nearestProduct(arithmetic, slope, weights[i]!), half) + half
    scale = k === 0 && sumLL === 0 ? 0 : fround(sumXL / sumLL)
    best = fround(scale * sumXL)
  }
  return scale
}

const exchanged = new Int32Array(16)

/** One scale for codes −half…half−1, weighted by the squares: codes are exchanged one by one while that improves the fit. */
export function searchByExchange(
  weights: Float32Array,
  half: number,
  arithmetic: Arithmetic,
  codes: Uint8Array,
): number {
  const n = weights.length
  const most = extreme(weights)
  if (Math.abs(most) < NOTHING) {
    codes.fill(0, 0, n)
    return 0
  }
  const slope = fround(-half / most)
  let sumXL = 0
  let sumLL = 0
  for (let i = 0; i < n; i++) {
    const x = weights[i]!
    const l = (exchanged[i] = clamped(nearestProduct(arithmetic, slope, x), half))
    const w = fround(x * x)
    sumXL = madd(arithmetic, fround(w * x), l, sumXL)
    sumLL = madd(arithmetic, fround(w * l), l, sumLL)
  }
  for (let sweep = 0; sweep < 5; sweep++) {
    let changed = false
    for (let i = 0; i < n; i++) {
      const x = weights[i]!
      const w = fround(x * x)
      const old = exchanged[i]!
      let withoutX = madd(arithmetic, -fround(w * x), old, sumXL)
      if (!(withoutX > 0)) continue
      let without = madd(arithmetic, -fround(w * old), old, sumLL)
      const l = clamped(nearest(fround(fround(x * without) / withoutX)), half)
      if (l === old) continue
      withoutX = madd(arithmetic, fround(w * x), l, withoutX)
      without = madd(arithmetic, fround(w * l), l, without)
      const better =
        without > 0 && fround(fround(withoutX * withoutX) * sumLL) > fround(fround(sumXL * sumXL) * without)
      if (!better) continue
      exchanged[i] = l
      sumXL = withoutX
      sumLL = without
      changed = true
    }
    if (!changed) break
  }
  for (let i = 0; i < n; i++) codes[i] = exchanged[i]! + half
  return sumLL > 0 ? fround(sumXL / sumLL) : 0
}
