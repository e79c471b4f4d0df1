import {
  expression,
  float32Bytes,
  signed,
  unsigned,
  type Expression,
  type I32,
  type V128,
  type ValueType,
} from './expression.ts'

// The instructions that the kernels use, by their names in the text format. No relaxed SIMD: every one has one result.

type Unary<A extends ValueType, R extends ValueType = A> = (a: Expression<A>) => Expression<R>
type Binary<A extends ValueType, R extends ValueType = A> = (
  a: Expression<A>,
  b: Expression<A>,
) => Expression<R>
type Shift = (a: V128, count: I32) => V128

function unary<A extends ValueType, R extends ValueType>(type: R, ...opcode: readonly number[]): Unary<A, R> {
  return (a) => expression(type, a.code, opcode)
}
function binary<A extends ValueType, R extends ValueType>(
  type: R,
  ...opcode: readonly number[]
): Binary<A, R> {
  return (a, b) => expression(type, a.code, b.code, opcode)
}

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]
const vector1 = (opcode: number): Unary<'v128'> => unary('v128', ...simd(opcode))
const vector2 = (opcode: number): Binary<'v128'> => binary('v128', ...simd(opcode))
const shift =
  (opcode: number): Shift =>
  (a, count) =>
    expression('v128', a.code, count.code, simd(opcode))

type Load<T extends ValueType> = (address: I32, offset?: number) => Expression<T>

/** Alignment is but a hint, and rows lie anywhere. */
function load<T extends ValueType>(type: T, ...opcode: readonly number[]): Load<T> {
  return (address, offset = 0) => expression(type, address.code, opcode, 0, unsigned(offset))
}

export const i32: {
  readonly const: (value: number) => I32
  readonly load: Load<'i32'>
  readonly load16: Load<'i32'>
  readonly add: Binary<'i32'>
  readonly sub: Binary<'i32'>
  readonly mul: Binary<'i32'>
  readonly and: Binary<'i32'>
  readonly or: Binary<'i32'>
  readonly shl: Binary<'i32'>
  readonly shrU: Binary<'i32'>
  readonly eqz: Unary<'i32'>
  readonly ne: Binary<'i32'>
  readonly ltU: Binary<'i32'>
} = {
  const: (value) => expression('i32', 0x41, signed(value)),
  load: load('i32', 0x28),
  load16: load('i32', 0x2f),
  add: binary('i32', 0x6a),
  sub: binary('i32', 0x6b),
  mul: binary('i32', 0x6c),
  and: binary('i32', 0x71),
  or: binary('i32', 0x72),
  shl: binary('i32', 0x74),
  shrU: binary('i32', 0x76),
  eqz: unary('i32', 0x45),
  ne: binary('i32', 0x47),
  ltU: binary('i32', 0x49),
}

export const f64: {
  readonly fromI32: Unary<'i32', 'f64'>
} = {
  fromI32: unary('f64', 0xb7),
}

export const v128: {
  readonly load: Load<'v128'>
  readonly load16x4u: Load<'v128'>
  readonly load32Splat: Load<'v128'>
  readonly load64: Load<'v128'>
  readonly const: (bytes: readonly number[]) => V128
  readonly and: Binary<'v128'>
  readonly or: Binary<'v128'>
  /** Bits of `a` where `mask` has ones, of `b` elsewhere. */
  readonly select: (a: V128, b: V128, mask: V128) => V128
  readonly anyTrue: Unary<'v128', 'i32'>
} = {
  load: load('v128', ...simd(0)),
  load16x4u: load('v128', ...simd(4)),
  load32Splat: load('v128', ...simd(9)),
  load64: load('v128', ...simd(93)),
  const: (bytes) => expression('v128', simd(12), bytes),
  and: vector2(78),
  or: vector2(80),
  select: (a, b, mask) => expression('v128', a.code, b.code, mask.code, simd(82)),
  anyTrue: unary('i32', ...simd(83)),
}

export const i8x16: {
  readonly splat: (value: number) => V128
  /** Bytes of `a` by index, 0 for an index beyond 15. */
  readonly swizzle: (a: V128, indices: V128) => V128
  /** Bytes 0…15 of `a`, 16…31 of `b`. */
  readonly shuffle: (a: V128, b: V128, lanes: readonly number[]) => V128
  readonly eq: Binary<'v128'>
  readonly sub: Binary<'v128'>
} = {
  splat: (value) => v128.const(Array.from({ length: 16 }, () => value & 255)),
  swizzle: vector2(14),
  shuffle: (a, b, lanes) => expression('v128', a.code, b.code, simd(13), lanes),
  eq: vector2(35),
  sub: vector2(113),
}

/** The lower or upper half of narrower lanes, widened. */
interface Widened {
  readonly lowS: Unary<'v128'>
  readonly highS: Unary<'v128'>
  readonly lowU: Unary<'v128'>
  readonly highU: Unary<'v128'>
}

export const i16x8: Widened & { readonly shl: Shift; readonly shrU: Shift } = {
  lowS: vector1(135),
  highS: vector1(136),
  lowU: vector1(137),
  highU: vector1(138),
  shl: shift(139),
  shrU: shift(141),
}

export const i32x4: Widened & {
  readonly splat: (value: number) => V128
  readonly of: Unary<'i32', 'v128'>
  readonly lane0: Unary<'v128', 'i32'>
  /** The highest bit of each lane. */
  readonly bitmask: Unary<'v128', 'i32'>
  readonly shl: Shift
  readonly shrS: Shift
  readonly shrU: Shift
  readonly add: Binary<'v128'>
  readonly sub: Binary<'v128'>
  readonly eq: Binary<'v128'>
  readonly ne: Binary<'v128'>
  readonly ltU: Binary<'v128'>
  readonly gtU: Binary<'v128'>
} = {
  splat: (value) => v128.const([0, 1, 2, 3].flatMap(() => [...new Uint8Array(Int32Array.of(value).buffer)])),
  of: unary('v128', ...simd(17)),
  lane0: unary('i32', ...simd(27), 0),
  bitmask: unary('i32', ...simd(164)),
  lowS: vector1(167),
  highS: vector1(168),
  lowU: vector1(169),
  highU: vector1(170),
  shl: shift(171),
  shrS: shift(172),
  shrU: shift(173),
  add: vector2(174),
  sub: vector2(177),
  eq: vector2(55),
  ne: vector2(56),
  ltU: vector2(58),
  gtU: vector2(60),
}

export const f32x4: {
  readonly splat: (value: number) => V128
  readonly of: Unary<'f32', 'v128'>
  readonly lane0: Unary<'v128', 'f32'>
  readonly fromI32: Unary<'v128'>
  readonly abs: Unary<'v128'>
  readonly add: Binary<'v128'>
  readonly sub: Binary<'v128'>
  readonly mul: Binary<'v128'>
  readonly div: Binary<'v128'>
  /** `b < a ? b : a`: a NaN in `a` stays. */
  readonly pmin: Binary<'v128'>
  /** `a < b ? b : a`: a NaN in `a` stays. */
  readonly pmax: Binary<'v128'>
  readonly eq: Binary<'v128'>
  readonly ne: Binary<'v128'>
  readonly le: Binary<'v128'>
  readonly promoteLow: Unary<'v128'>
} = {
  splat: (value) => v128.const([0, 1, 2, 3].flatMap(() => float32Bytes(value))),
  of: unary('v128', ...simd(19)),
  lane0: unary('f32', ...simd(31), 0),
  fromI32: vector1(250),
  abs: vector1(224),
  add: vector2(228),
  sub: vector2(229),
  mul: vector2(230),
  div: vector2(231),
  pmin: vector2(234),
  pmax: vector2(235),
  eq: vector2(65),
  ne: vector2(66),
  le: vector2(69),
  promoteLow: vector1(95),
}

export const f64x2: { readonly add: Binary<'v128'>; readonly of: Unary<'f64', 'v128'> } = {
  add: vector2(240),
  of: unary('v128', ...simd(20)),
}
