import { cut, signedFloats, unsignedFloats, type BlockFormat } from './block-format.ts'
import { halfValues } from './number-types.ts'
import type { Body } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, i16x8, i32, i32x4, i8x16, v128 } from './wasm/operations.ts'

const WEIGHTS = 256

// Of the block at hand, in the kernels' own memory: sixteen steps, sixteen offsets, sixteen bytes of scales and of minima.
const STEPS = i32.const(0)
const OFFSETS = i32.const(64)
const SCALES = i32.const(128)
const MINIMA = i32.const(144)

/** What the formats of the family differ in. Codes come in pieces of a block, sixteen to a vector. */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  /** Weights that share a scale. */
  readonly sub: 16 | 32
  /** Weights of a piece. */
  readonly piece: 64 | 128
  readonly high: number
  /** What is taken from codes: their zero. */
  readonly middle: number
  readonly hasOffsets: boolean
  codes(body: Body, block: I32, piece: I32): V128[]
  scales(body: Body, block: I32): void
}

function kQuant(layout: Layout): BlockFormat {
  const { type, blockBytes, sub, piece: pieceWeights, high, middle, hasOffsets } = layout
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    write(body, { reference, numbers, block }, sink) {
      layout.scales(body, block)
      const low = body.let(f32x4.splat(-middle))
      const top = body.let(f32x4.splat(high))
      const piece = body.variable(i32.const(0))
      const from = body.variable(reference)
      const table = body.variable(STEPS)
      body.repeat(i32.const(WEIGHTS / pieceWeights), () => {
        for (const [s, codes] of layout.codes(body, block, piece).entries()) {
          const sixteen = body.let(codes)
          const entry = 4 * Math.floor((16 * s) / sub)
          const step = body.let(v128.load32Splat(table, entry))
          const offset = hasOffsets ? body.let(v128.load32Splat(table, 64 + entry)) : undefined
          const counted = body.let(v128.and(f32x4.ne(step, f32x4.splat(0)), i32x4.splat(0x7fff_ffff)))
          for (let first = 0; first < 16; first += 4) {
            const bits = numbers.bits(from, (16 * s + first) * numbers.bytes)
            const weight = body.let(numbers.values(body, bits))
            const plain = unsignedFloats(sixteen, first)
            const code = body.let(middle > 0 ? f32x4.add(plain, low) : plain)
            const scaled = f32x4.mul(step, code)
            const moved = offset ? f32x4.add(weight, offset) : weight
            sink.four({
              weight,
              code,
              value: body.let(offset ? f32x4.sub(scaled, offset) : scaled),
              exact: cut(f32x4.div(moved, step), low, top),
              step,
              counted,
            })
          }
        }
        piece.set(i32.add(piece, i32.const(1)))
        from.set(i32.add(from, i32.const(pieceWeights * numbers.bytes)))
        table.set(i32.add(table, i32.const((4 * pieceWeights) / sub)))
      })
    },
  }
}

const bits = (from: V128, right: I32, mask: number): V128 =>
  v128.and(i16x8.shrU(from, right), i8x16.splat(mask))

function at(block: I32, piece: I32, bytes: number): I32 {
  return i32.add(block, i32.mul(piece, i32.const(bytes)))
}

/** Two times sixteen low nibbles, then the high ones. */
function nibbles(body: Body, from: I32, offset: number): V128[] {
  const bytes = [0, 16].map((more) => body.let(v128.load(from, offset + more)))
  return [0, 4].flatMap((right) => bytes.map((b) => bits(b, i32.const(right), 15)))
}

/** Two bits each: four times 32 weights in 32 bytes. */
function crumbs(body: Body, from: I32, offset: number): V128[] {
  const bytes = [0, 16].map((more) => body.let(v128.load(from, offset + more)))
  return [0, 2, 4, 6].flatMap((right) => bytes.map((b) => bits(b, i32.const(right), 3)))
}

/** Puts bits above what is there; the bits do not reach into the next byte. */
function above(low: V128, high: V128, left: number): V128 {
  return v128.or(low, i16x8.shl(high, i32.const(left)))
}

function half(body: Body, block: I32, offset: number): V128 {
  return body.let(halfValues(body, i32x4.of(i32.load16(block, offset))))
}

function storeScaled(
  body: Body,
  table: I32,
  count: number,
  scale: V128,
  numbers: (first: number) => V128,
): void {
  for (let first = 0; first < count; first += 4)
    body.store('v128', table, f32x4.mul(scale, numbers(first)), 4 * first)
}

/** Eight pairs of six bits in twelve bytes. */
function sixBitPairs(body: Body, block: I32): void {
  const [a, b, c] = [4, 8, 12].map((offset) => body.let(i32.load(block, offset))) as [I32, I32, I32]
  const low = (from: I32, right: number): I32 =>
    i32.and(i32.shrU(from, i32.const(right)), i32.const(0x0f0f_0f0f))
  const highest = (from: I32): I32 => i32.and(i32.shrU(from, i32.const(2)), i32.const(0x3030_3030))
  body.store('i32', SCALES, i32.and(a, i32.const(0x3f3f_3f3f)))
  body.store('i32', SCALES, i32.or(low(c, 0), highest(a)), 4)
  body.store('i32', MINIMA, i32.and(b, i32.const(0x3f3f_3f3f)))
  body.store('i32', MINIMA, i32.or(low(c, 4), highest(b)), 4)
  for (const [table, from, offset] of [
    [STEPS, SCALES, 0],
    [OFFSETS, MINIMA, 2],
  ] as const) {
    const bytes = body.let(v128.load64(from))
    storeScaled(body, table, 8, half(body, block, offset), (first) => unsignedFloats(bytes, first))
  }
}

export const kQuantFormats: readonly BlockFormat[] = [
  kQuant({
    type: 'Q2_K',
    blockBytes: 84,
    sub: 16,
    piece: 128,
    high: 3,
    middle: 0,
    hasOffsets: true,
    codes: (body, block, piece) => crumbs(body, body.let(at(block, piece, 32)), 16),
    scales(body, block) {
      const pairs = body.let(v128.load(block))
      for (const [table, offset, right] of [
        [STEPS, 80, 0],
        [OFFSETS, 82, 4],
      ] as const) {
        const bytes = body.let(bits(pairs, i32.const(right), 15))
        storeScaled(body, table, 16, half(body, block, offset), (first) => unsignedFloats(bytes, first))
      }
    },
  }),
  kQuant({
    type: 'Q3_K',
    blockBytes: 110,
    sub: 16,
    piece: 128,
    high: 3,
    middle: 4,
    hasOffsets: false,
    codes(body, block, piece) {
      const masks = [0, 16].map((more) => body.let(v128.load(block, more)))
      return crumbs(body, body.let(at(block, piece, 32)), 32).map((low, s) => {
        const bit = i32.add(i32.mul(piece, i32.const(4)), i32.const(s >> 1))
        return above(low, bits(masks[s & 1]!, bit, 1), 2)
      })
    },
    scales(body, block) {
      const [a, b, c] = [96, 100, 104].map((offset) => body.let(i32.load(block, offset))) as [I32, I32, I32]
      for (let four = 0; four < 4; four++) {
        const low = i32.shrU(four & 1 ? b : a, i32.const(four & 2 ? 4 : 0))
        const high = i32.and(i32.shrU(c, i32.const(2 * four)), i32.const(0x0303_0303))
        const both = i32.or(i32.and(low, i32.const(0x0f0f_0f0f)), i32.shl(high, i32.const(4)))
        body.store('i32', SCALES, both, 4 * four)
      }
      const bytes = body.let(i8x16.sub(v128.load(SCALES), i8x16.splat(32)))
      storeScaled(body, STEPS, 16, half(body, block, 108), (first) => signedFloats(bytes, first))
    },
  }),
  kQuant({
    type: 'Q4_K',
    blockBytes: 144,
    sub: 32,
    piece: 64,
    high: 15,
    middle: 0,
    hasOffsets: true,
    codes: (body, block, piece) => nibbles(body, body.let(at(block, piece, 32)), 16),
    scales: sixBitPairs,
  }),
  kQuant({
    type: 'Q5_K',
    blockBytes: 176,
    sub: 32,
    piece: 64,
    high: 31,
    middle: 0,
    hasOffsets: true,
    codes(body, block, piece) {
      const fifth = [16, 32].map((offset) => body.let(v128.load(block, offset)))
      return nibbles(body, body.let(at(block, piece, 32)), 48).map((low, s) => {
        const bit = i32.add(i32.mul(piece, i32.const(2)), i32.const(s >> 1))
        return above(low, bits(fifth[s & 1]!, bit, 1), 4)
      })
    },
    scales: sixBitPairs,
  }),
  kQuant({
    type: 'Q6_K',
    blockBytes: 210,
    sub: 16,
    piece: 128,
    high: 31,
    middle: 32,
    hasOffsets: false,
    codes(body, block, piece) {
      const low = body.let(at(block, piece, 64))
      const lower = [0, 16, 32, 48].map((offset) => body.let(v128.load(low, offset)))
      return crumbs(body, body.let(at(block, piece, 32)), 128).map((high, s) =>
        above(bits(lower[s & 3]!, i32.const(s < 4 ? 0 : 4), 15), high, 4),
      )
    },
    scales(body, block) {
      const bytes = body.let(v128.load(block, 192))
      storeScaled(body, STEPS, 16, half(body, block, 208), (first) => signedFloats(bytes, first))
    },
  }),
]
