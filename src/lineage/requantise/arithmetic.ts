/**
 * Float32 arithmetic as a compiler makes it of `a * b + c`. Where the target has a fused multiply-add, compilers round once
 * instead of twice, and the searches of the quantisers then end elsewhere in some blocks: which way a file was made
 * can be told only by trying.
 */
export interface Arithmetic {
  readonly name: 'separate' | 'fused' | 'fused-rounding' | 'fused-expressions'
  /** Products that are added to something are rounded with the sum alone. */
  readonly fuses: boolean
  /** So in sums that vectorising compilers add up one by one, after the products. */
  readonly fusesTotals: boolean
  /** So where the product is needed elsewhere as well. */
  readonly fusesShared: boolean
  /** So in the constant that ggml adds to round. */
  readonly fusesRounding: boolean
  /** Which product of a difference stays unrounded where compilers disagree: gcc keeps the second. */
  readonly keepsSecond: boolean
}

const { fround } = Math

const MAGIC = 12_582_912
const float = new Float32Array(1)
const word = new Int32Array(float.buffer)

function integerIn(shifted: number): number {
  float[0] = shifted
  return (word[0]! & 0x7f_ffff) - 0x40_0000
}

/** ggml's `nearest_int`: ties to even; beyond 2^22, of infinities and of NaN it gives what the bits give there. */
export function nearest(value: number): number {
  return integerIn(value + MAGIC)
}

/** a · b + c of float32 numbers, rounded once. The product is exact in a double, the sum is not. */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b
  const sum = product + c
  const rounded = fround(sum)
  const part = sum - product
  const lost = product - (sum - part) + (c - part)
  // What the double lost matters only where the double stands half way between two floats.
  if (lost === 0 || rounded === sum) return rounded
  const beyond = sum + (sum - rounded)
  if (fround(beyond) !== beyond || !(Math.abs(lost) > 0)) return rounded
  return lost > 0 ? Math.max(rounded, beyond) : Math.min(rounded, beyond)
}

/** a · b + c */
export function madd({ fuses }: Arithmetic, a: number, b: number, c: number): number {
  return fuses ? fusedMultiplyAdd(a, b, c) : fround(fround(a * b) + c)
}

/** a · b + c in a long sum. */
export function addTo({ fusesTotals }: Arithmetic, c: number, a: number, b: number): number {
  return fusesTotals ? fusedMultiplyAdd(a, b, c) : fround(fround(a * b) + c)
}

/** a · b + c where a · b is needed elsewhere. */
export function maddShared({ fusesShared }: Arithmetic, a: number, b: number, c: number): number {
  return fusesShared ? fusedMultiplyAdd(a, b, c) : fround(fround(a * b) + c)
}

/** a · b − c · d where compilers disagree; elsewhere the first product stays unrounded. */
export function difference(
  { fuses, keepsSecond }: Arithmetic,
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): number {
  if (!fuses) return fround(fround(a * b) - fround(c * d))
  return keepsSecond ? fusedMultiplyAdd(-c, d, fround(a * b)) : fusedMultiplyAdd(a, b, -fround(c * d))
}

/** The integer nearest to a · b. */
export function nearestProduct({ fusesRounding }: Arithmetic, a: number, b: number): number {
  return fusesRounding ? integerIn(fusedMultiplyAdd(a, b, MAGIC)) : nearest(fround(a * b))
}

/** No fused operations: x86-64 as distributions build for it. */
export const SEPARATE: Arithmetic = {
  name: 'separate',
  fuses: false,
  fusesTotals: false,
  fusesShared: false,
  fusesRounding: false,
  keepsSecond: false,
}

const FUSED: Arithmetic = {
  name: 'fused',
  fuses: true,
  fusesTotals: true,
  fusesShared: false,
  fusesRounding: true,
  keepsSecond: true,
}

/**
 * Likeliest first. The others: fused wherever a product is only added; the same but for sums that were vectorised; fused
 * within expressions alone.
 */
export const ARITHMETICS: readonly Arithmetic[] = [
  SEPARATE,
  FUSED,
  { ...FUSED, name: 'fused-rounding', fusesTotals: false },
  { ...FUSED, name: 'fused-expressions', fusesShared: true, fusesRounding: false, keepsSecond: false },
]
