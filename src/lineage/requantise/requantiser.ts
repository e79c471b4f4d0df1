import { addTo, madd, type Arithmetic } from './arithmetic.ts'

/** What a block is made of. */
export interface Material {
  /** A whole row: some types look at all of it. */
  readonly row: Float32Array
  /** Importance of its columns, where the quantiser was given any. */
  readonly importance?: Float32Array
  readonly arithmetic: Arithmetic
}

/**
 * Makes blocks of a type as ggml's quantiser does, from weights alone or with their importance.
 * Worked out from formulas, so that agreement with a file is evidence.
 */
export interface Requantiser {
  readonly type: string
  readonly blockWeights: number
  readonly blockBytes: number
  /** Block number `block` of the row. */
  requantise(material: Material, block: number, out: Uint8Array): void
}

const { fround } = Math

/** Σ x², one after the other. */
export function sumOfSquares(weights: Float32Array, arithmetic: Arithmetic): number {
  let sum = 0
  for (const x of weights) sum = addTo(arithmetic, sum, x, x)
  return sum
}

/** Importance of the column times the root of variance and square: what ggml weighs errors with. */
export function weigh(
  weights: Float32Array,
  importance: Float32Array,
  variance: number,
  arithmetic: Arithmetic,
  out: Float32Array,
): void {
  for (let i = 0; i < weights.length; i++)
    out[i] = fround(importance[i]! * fround(Math.sqrt(madd(arithmetic, weights[i]!, weights[i]!, variance))))
}

export function totalOf(values: Float32Array): number {
  let total = 0
  for (const v of values) total = fround(total + v)
  return total
}
