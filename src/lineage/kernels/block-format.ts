import type { NumberType } from './number-types.ts'
import type { Body } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, i16x8, i32x4 } from './wasm/operations.ts'

/** Four weights next to each other. What is used more than once is bound. */
interface FourWeights {
  readonly weight: V128
  readonly code: V128
  readonly value: V128
  /** The unrounded code that the weight gives, cut to the range of codes. */
  readonly exact: V128
  /** Distance between the values of two codes. */
  readonly step: V128
  /** Mask of the bits of |code − exact|; nothing where any code will do. Without: all but the sign. */
  readonly counted?: V128
}

/** What is done with weights: counted and summed, or left over. */
export interface Sink {
  four(weights: FourWeights): void
  /** Hears, for formats whose scale follows from the reference, whether another one is stored. */
  scaleDiffers(condition: I32): void
}

export interface BlockAt {
  readonly reference: I32
  readonly numbers: NumberType
  readonly block: I32
}

/** How a kernel reads a block format: the twin of a `ForcedFormat`. */
export interface BlockFormat {
  readonly type: string
  readonly blockWeights: number
  readonly blockBytes: number
  write(body: Body, at: BlockAt, sink: Sink): void
}

/** Memory below this is for the kernels' own tables. */
export const SCRATCH_BYTES = 1024

/** Four bytes of sixteen, from `first` on, as numbers. */
export function unsignedFloats(sixteen: V128, first: number): V128 {
  const eight = first < 8 ? i16x8.lowU(sixteen) : i16x8.highU(sixteen)
  return f32x4.fromI32(first & 4 ? i32x4.highU(eight) : i32x4.lowU(eight))
}

export function signedFloats(sixteen: V128, first: number): V128 {
  const eight = first < 8 ? i16x8.lowS(sixteen) : i16x8.highS(sixteen)
  return f32x4.fromI32(first & 4 ? i32x4.highS(eight) : i32x4.lowS(eight))
}

/** A NaN stays. */
export function cut(value: V128, low: V128, high: V128): V128 {
  return f32x4.pmin(f32x4.pmax(value, low), high)
}
