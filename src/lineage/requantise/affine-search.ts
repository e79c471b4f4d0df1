import { nearest, type Arithmetic } from './arithmetic.ts'

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
  const { madd, shared, lateDifference, nearestProduct } = arithmetic
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
    totalX = madd(importance[i]!, x, totalX)
  }
  if (low > 0) low = 0
  if (high <= low) {
    codes.fill(0, 0, n)
    return { scale: 0, minimum: -low }
  }
  const error = (codesOf: Uint8Array, scale: number, offset: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const distance = fround(madd(scale, codesOf[i]!, offset) - weights[i]!)
      sum = madd(importance[i]!, grid.absolute ? Math.abs(distance) : fround(distance * distance), sum)
    }
    return sum
  }
  // From the offset that is best so far, which the grid is laid over as well.
  const code = (slope: number, into: Uint8Array): void => {
    for (let i = 0; i < n; i++) {
      const l = nearestProduct(slope, fround(weights[i]! - low))
      into[i] = l < 0 ? 0 : l > top ? top : l
    }
  }
  const plain = fround(top / fround(high - low))
  let scale = fround(1 / plain)
  code(plain, codes)
  let least = error(codes, scale, low)
  for (let k = 0; k <= grid.steps; k++) {
    code(fround(fround(madd(grid.step, k, grid.first) + top) / fround(high - low)), tried)
    let sumL = 0
    let sumLL = 0
    let sumXL = 0
    for (let i = 0; i < n; i++) {
      const l = tried[i]!
      const wl = fround(importance[i]! * l)
      sumL = shared(importance[i]!, l, sumL)
      sumLL = madd(wl, l, sumLL)
      sumXL = madd(wl, weights[i]!, sumXL)
    }
    const determinant = madd(total, sumLL, -fround(sumL * sumL))
    if (!(determinant > 0)) continue
    let slope = fround(lateDifference(total, sumXL, totalX, sumL) / determinant)
    let offset = fround(madd(sumLL, totalX, -fround(sumL * sumXL)) / determinant)
    if (offset > 0) {
      offset = 0
      slope = fround(sumXL / sumLL)
    }
    const found = error(tried, slope, offset)
    if (!(found < least)) continue
    codes.set(tried.subarray(0, n))
    least = found
    scale = slope
    low = offset
  }
  return { scale, minimum: -low }
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
  const { madd, nearestProduct } = arithmetic
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
      const l = nearestProduct(by, values[i]!)
      const distance = madd(-scale, cut ? Math.min(top, l) : l & 255, values[i]!)
      sum = madd(fround(importance[i]! * distance), distance, sum)
    }
    return sum
  }
  let least = error(slope, false)
  for (let turn = -4; turn <= 4; turn++) {
    if (turn === 0) continue
    const other = fround(madd(fround(0.1), turn, top) / largest)
    const found = error(other, true)
    if (!(found < least)) continue
    least = found
    slope = other
  }
  let sumXL = 0
  let sumLL = 0
  for (let i = 0; i < n; i++) {
    // The sums take the code as it is before it becomes a byte.
    const l = Math.min(top, nearestProduct(slope, values[i]!))
    codes[i] = l
    sumXL = madd(fround(importance[i]! * values[i]!), l, sumXL)
    sumLL = madd(fround(importance[i]! * l), l, sumLL)
  }
  for (let sweep = 0; sweep < 5; sweep++) {
    let changed = false
    for (let i = 0; i < n; i++) {
      const w = importance[i]!
      const wx = fround(w * values[i]!)
      let withoutX = madd(-wx, codes[i]!, sumXL)
      let without = madd(-fround(w * codes[i]!), codes[i]!, sumLL)
      if (!(withoutX > 0) || !(without > 0)) continue
      const l = Math.min(top, nearest(fround(fround(values[i]! * without) / withoutX)))
      if (l === codes[i]) continue
      withoutX = madd(wx, l, withoutX)
      without = madd(fround(w * l), l, without)
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
