import { bfloatBits, bfloatOf, halfBits, halfOf } from '../codecs/half.ts'

/** Rounds to a type of floating point: quantisers work in the type of the model as often as in float32. */
export type Narrow = (value: number) => number

export const inSingle: Narrow = Math.fround
export const inHalf: Narrow = (value) => halfOf(halfBits(value))
export const inBfloat: Narrow = (value) => bfloatOf(bfloatBits(value))

export const NARROWINGS: readonly Narrow[] = [inSingle, inBfloat, inHalf]

/** To the nearest integer, ties to even, as torch and numpy round. */
export function roundEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
