/**
 * Float32 arithmetic as a compiler makes it of `a * b + c`. Where the target has a fused multiply-add, compilers round once
 * instead of twice, and the searches of the quantisers then end elsewhere in some blocks: which way a file was made
 * can be told only by trying.
 */
export interface Arithmetic {
  readonly name: 'separate' | 'fused' | 'fused-rounding' | 'fused-expressions'
  /** a · b + c */
  madd(a: number, b: number, c: number): number
  /** a · b + c in sums that vectorising compilers add up one by one, after the products. */
  total(a: number, b: number, c: number): number
  /** a · b + c where a · b is needed elsewhere as well: whoever fuses over expressions then has it and only adds. */
  shared(a: number, b: number, c: number): number
  /** a · b − c · d where gcc keeps the second product unrounded; elsewhere it is the first. */
  lateDifference(a: number, b: number, c: number, d: number): number
  /** The integer nearest to a · b: ggml adds a constant, which fuses with the product. */
  nearestProduct(a: number, b: number): number
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

const separateMadd = (a: number, b: number, c: number): number => fround(fround(a * b) + c)
const separateNearest = (a: number, b: number): number => nearest(fround(a * b))
const fusedNearest = (a: number, b: number): number => integerIn(fusedMultiplyAdd(a, b, MAGIC))

/** No fused operations: x86-64 as distributions build for it. */
export const SEPARATE: Arithmetic = {
  name: 'separate',
  madd: separateMadd,
  total: separateMadd,
  shared: separateMadd,
  lateDifference: (a, b, c, d) => fround(fround(a * b) - fround(c * d)),
  nearestProduct: separateNearest,
}

const fused: Arithmetic = {
  name: 'fused',
  madd: fusedMultiplyAdd,
  total: fusedMultiplyAdd,
  shared: separateMadd,
  lateDifference: (a, b, c, d) => fusedMultiplyAdd(-c, d, fround(a * b)),
  nearestProduct: fusedNearest,
}

/**
 * Likeliest first. The others: fused wherever a product is only added; the same but for sums that were vectorised; fused
 * within expressions alone.
 */
export const ARITHMETICS: readonly Arithmetic[] = [
  SEPARATE,
  fused,
  { ...fused, name: 'fused-rounding', total: separateMadd },
  {
    ...fused,
    name: 'fused-expressions',
    shared: fusedMultiplyAdd,
    lateDifference: (a, b, c, d) => fusedMultiplyAdd(a, b, -fround(c * d)),
    nearestProduct: separateNearest,
  },
]
