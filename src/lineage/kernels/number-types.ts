import type { Body } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, i32, i32x4, v128 } from './wasm/operations.ts'

/** A plain type, four numbers at a time. */
export interface NumberType {
  readonly bytes: number
  /** Their bits, each in the low end of its lane. */
  bits(at: I32, offset: number): V128
  /** The float32 values of bits. */
  values(body: Body, bits: V128): V128
  /** Bits of the nearest numbers of the type. */
  rounded(body: Body, values: V128): V128
}

export const NUMBER_TYPES: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['F32', { bytes: 4, bits: v128.load, values: (_, bits) => bits, rounded: (_, values) => values }],
  [
    'BF16',
    {
      bytes: 2,
      bits: v128.load16x4u,
      values: (_, bits) => i32x4.shl(bits, i32.const(16)),
      rounded: bfloatBits,
    },
  ],
  ['F16', { bytes: 2, bits: v128.load16x4u, values: halfValues, rounded: halfBits }],
])

const SIGN = i32x4.splat(0x8000)

/** Float32 of halves: the fraction and exponent in their place, times what the exponents differ by; exact for subnormals too. */
export function halfValues(body: Body, bits: V128): V128 {
  const half = body.let(bits)
  const magnitude = body.let(i32x4.shl(v128.and(half, i32x4.splat(0x7fff)), i32.const(13)))
  const isSpecial = i32x4.gtU(magnitude, i32x4.splat(0x0f7f_ffff))
  return body.let(
    v128.or(
      v128.or(
        f32x4.mul(magnitude, f32x4.splat(2 ** 112)),
        // Infinity and NaN keep their fraction and get the highest exponent.
        v128.and(isSpecial, i32x4.splat(0x7f80_0000)),
      ),
      i32x4.shl(v128.and(half, SIGN), i32.const(16)),
    ),
  )
}

/** Bits of the nearest halves, ties to even. */
export function halfBits(body: Body, values: V128): V128 {
  const bits = body.let(values)
  const magnitude = body.let(v128.and(bits, i32x4.splat(0x7fff_ffff)))
  const odd = v128.and(i32x4.shrU(magnitude, i32.const(13)), i32x4.splat(1))
  const normal = i32x4.shrU(
    i32x4.add(i32x4.sub(magnitude, i32x4.splat(0x3800_0000 - 0xfff)), odd),
    i32.const(13),
  )
  // A half is a whole number of halves' smallest steps: so is the float32 of that exponent, which rounds alike.
  const subnormal = i32x4.sub(f32x4.add(magnitude, f32x4.splat(0.5)), f32x4.splat(0.5))
  const finite = v128.select(subnormal, normal, i32x4.ltU(magnitude, i32x4.splat(0x3880_0000)))
  const bounded = v128.select(i32x4.splat(0x7c00), finite, i32x4.gtU(magnitude, i32x4.splat(0x477f_ffff)))
  const number = v128.select(i32x4.splat(0x7e00), bounded, i32x4.gtU(magnitude, i32x4.splat(0x7f80_0000)))
  return body.let(v128.or(number, v128.and(i32x4.shrU(bits, i32.const(16)), SIGN)))
}

function bfloatBits(body: Body, values: V128): V128 {
  const bits = body.let(values)
  const odd = v128.and(i32x4.shrU(bits, i32.const(16)), i32x4.splat(1))
  return i32x4.shrU(i32x4.add(i32x4.add(bits, i32x4.splat(0x7fff)), odd), i32.const(16))
}
