import { difference, madd, maddShared, nearest, nearestProduct, type Arithmetic } from './arithmetic.ts'

const { fround } = Math

/** Which slopes are tried around the one from the smallest to the largest weight. */
export interface AffineGrid {
  /** Largest code. */
  readonly top: number
  readonly first: number
  readonly step: number
  readonly steps: number
  /** Weighs distances instead of their squares. */
  readonly absolute: boolean
}

/** What a sub-block is given: value = scale · code − minimum, the minimum never below zero. */
export interface AffineFit {
  scale: number
  minimum: number
}

const tried = new Uint8Array(32)

/**
 * Finds scale and minimum for some weights: for each slope of a grid the weights are coded, the weighted least squares of
 * those codes give scale and offset, and the pair with the smallest weighted error stays.
 *
 * @param codes the codes of the pair that stays
 */
export function searchAffine(
  weights: Float32Array,
  importance: Float32Array,
  grid: AffineGrid,
  arithmetic: Arithmetic,
  codes: Uint8Array,
): AffineFit {
  const { top } = grid
  const n = weights.length
  let low = weights[0]!
  let high = weights[0]!
  let total = importance[0]!
  let totalX = fround(total * weights[0]!)
  for (let i = 1; i < n; i++) {
    const x = weights[i]!
    if (x < low) low = x
    if (x > high) high = x
    total = fround(total + importance[i]!)
    totalX = madd(arithmetic, importance[i]!, x, totalX)
  }
  if (low > 0) low = 0
  if (high <= low) {
    codes.fill(0, 0, n)
    return { scale: 0, minimum: -low }
  }
  const plain = fround(top / fround(high - low))
  let scale = fround(1 / plain)
  code(weights, plain, low, top, arithmetic, codes)
  let least = errorOf(weights, importance, codes, { scale, offset: low, grid, arithmetic })
  for (let k = 0; k <= grid.steps; k++) {
    // The grid is laid from the offset that is best so far.
    const wanted = fround(fround(madd(arithmetic, grid.step, k, grid.first) + top) / fround(high - low))
    code(weights, wanted, low, top, arithmetic, tried)
    let sumL = 0
    let sumLL = 0
    let sumXL = 0
    for (let i = 0; i < n; i++) {
      const l = tried[i]!
      const wl = fround(importance[i]! * l)
      sumL = maddShared(arithmetic, importance[i]!, l, sumL)
      sumLL = madd(arithmetic, wl, l, sumLL)
      sumXL = madd(arithmetic, wl, weights[i]!, sumXL)
    }
    const determinant = madd(arithmetic, total, sumLL, -fround(sumL * sumL))
    if (!(determinant > 0)) continue
    let slope = fround(difference(arithmetic, [total, sumXL], [totalX, sumL]) / determinant)
    let offset = fround(madd(arithmetic, sumLL, totalX, -fround(sumL * sumXL)) / determinant)
    if (offset > 0) {
      offset = 0
      slope = fround(sumXL / sumLL)
    }
    const found = errorOf(weights, importance, tried, { scale: slope, offset, grid, arithmetic })
    if (!(found < least)) continue
    codes.set(tried.subarray(0, n))
    least = found
    scale = slope
    low = offset
  }
  return { scale, minimum: -low }
}

function code(
  weights: Float32Array,
  slope: number,
  low: number,
  top: number,
  arithmetic: Arithmetic,
  into: Uint8Array,
): void {
  for (let i = 0; i < weights.length; i++) {
    const l = nearestProduct(arithmetic, slope, fround(weights[i]! - low))
    into[i] = l < 0 ? 0 : l > top ? top : l
  }
}

interface Line {
  readonly scale: number
  readonly offset: number
  readonly grid: AffineGrid
  readonly arithmetic: Arithmetic
}

function errorOf(
  weights: Float32Array,
  importance: Float32Array,
  codes: Uint8Array,
  { scale, offset, grid: { absolute }, arithmetic }: Line,
): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    const distance = fround(madd(arithmetic, scale, codes[i]!, offset) - weights[i]!)
    const weighed = absolute ? Math.abs(distance) : fround(distance * distance)
    sum = madd(arithmetic, importance[i]!, weighed, sum)
  }
  return sum
}

/**
 * One scale for numbers that are not negative, such as the scales of sub-blocks: the best of nine slopes, then codes are
 * exchanged one by one while that improves the weighted fit.
 */
export function searchPositive(
  values: Float32Array,
  importance: Float32Array,
  top: number,
  arithmetic: Arithmetic,
  codes: Uint8Array,
): number {
  const n = values.length
  let largest = 0
  for (let i = 0; i < n; i++) if (values[i]! > largest) largest = values[i]!
  if (largest < fround(1e-15)) {
    codes.fill(0, 0, n)
    return 0
  }
  let slope = fround(top / largest)
  const error = (by: number, cut: boolean): number => {
    const scale = fround(1 / by)
    let sum = 0
    for (let i = 0; i < n; i++) {
      const l = nearestProduct(arithmetic, by, values[i]!)
      const distance = madd(arithmetic, -scale, cut ? Math.min(top, l) : l & 255, values[i]!)
      sum = madd(arithmetic, fround(importance[i]! * distance), distance, sum)
    }
    return sum
  }
  let least = error(slope, false)
  for (let turn = -4; turn <= 4; turn++) {
    if (turn === 0) continue
    const other = fround(madd(arithmetic, fround(0.1), turn, top) / largest)
    const found = error(other, true)
    if (!(found < least)) continue
    least = found
    slope = other
  }
  let sumXL = 0
  let sumLL = 0
  for (let i = 0; i < n; i++) {
    // The sums take the code as it is before it becomes a byte.
    const l = Math.min(top, nearestProduct(arithmetic, slope, values[i]!))
    codes[i] = l
    sumXL = madd(arithmetic, fround(importance[i]! * values[i]!), l, sumXL)
    sumLL = madd(arithmetic, fround(importance[i]! * l), l, sumLL)
  }
  for (let sweep = 0; sweep < 5; sweep++) {
    let changed = false
    for (let i = 0; i < n; i++) {
      const w = importance[i]!
      const wx = fround(w * values[i]!)
      let withoutX = madd(arithmetic, -wx, codes[i]!, sumXL)
      let without = madd(arithmetic, -fround(w * codes[i]!), codes[i]!, sumLL)
      if (!(withoutX > 0) || !(without > 0)) continue
      const l = Math.min(top, nearest(fround(fround(values[i]! * without) / withoutX)))
      if (l === codes[i]) continue
      withoutX = madd(arithmetic, wx, l, withoutX)
      without = madd(arithmetic, fround(w * l), l, without)
      const better = fround(fround(withoutX * withoutX) * sumLL) > fround(fround(sumXL * sumXL) * without)
      if (!better) continue
      codes[i] = l
      sumXL = withoutX
      sumLL = without
      changed = true
    }
    if (!changed) break
  }
  return sumLL > 0 ? fround(sumXL / sumLL) : 0
}
