import { cut, signedFloats, unsignedFloats, type BlockAt, type BlockFormat } from './block-format.ts'
import { halfBits, halfValues } from './number-types.ts'
import type { Body } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, i16x8, i32, i32x4, i8x16, v128 } from './wasm/operations.ts'

const WEIGHTS = 32
const FOURS = Array.from({ length: WEIGHTS / 4 }, (_, i) => i)
const NOTHING = f32x4.splat(0)

function weightsAt(body: Body, { reference, numbers }: BlockAt): V128[] {
  return FOURS.map((i) => body.let(numbers.values(body, numbers.bits(reference, 4 * i * numbers.bytes))))
}

/**
 * The largest or smallest of all numbers and 0, in every lane. `pick` gives way to what is not beyond: a NaN as its
 * second operand is passed over, and there is none in the first.
 */
function ofAll(body: Body, fours: readonly V128[], pick: (a: V128, b: V128) => V128): V128 {
  // Four chains, so that none waits long.
  const chains = [0, 1, 2, 3].map((c) => pick(pick(NOTHING, fours[c]!), fours[c + 4]!))
  const halves = [0, 1].map((h) => pick(chains[h]!, chains[h + 2]!))
  const four = body.let(pick(halves[0]!, halves[1]!))
  const swapped = (v: V128, lanes: readonly number[]): V128 =>
    i8x16.shuffle(
      v,
      v,
      lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
    )
  const two = body.let(pick(four, swapped(four, [2, 3, 0, 1])))
  return body.let(pick(two, swapped(two, [1, 0, 3, 2])))
}

/** 1/d, or 0 for 0. */
function inverseOf(d: V128): V128 {
  return v128.and(f32x4.div(f32x4.splat(1), d), f32x4.ne(d, NOTHING))
}

function storedScale(body: Body, block: I32): V128 {
  return body.let(halfValues(body, i32x4.of(i32.load16(block))))
}

function differs(body: Body, d: V128, block: I32): I32 {
  return i32.ne(i32x4.lane0(halfBits(body, d)), i32.load16(block))
}

const q8Zero: BlockFormat = {
  type: 'Q8_0',
  blockWeights: WEIGHTS,
  blockBytes: 34,
  write(body, place, sink) {
    const { block } = place
    const weights = weightsAt(body, place)
    const magnitudes = weights.map((w) => body.let(f32x4.abs(w)))
    const largest = ofAll(body, magnitudes, f32x4.pmax)
    const d = body.let(f32x4.div(largest, f32x4.splat(127)))
    const inverse = body.let(inverseOf(d))
    const step = storedScale(body, block)
    const sixteens = [2, 18].map((offset) => body.let(v128.load(block, offset)))
    for (const [i, weight] of weights.entries()) {
      const code = body.let(signedFloats(sixteens[i >> 2]!, (4 * i) & 15))
      sink.four({
        weight,
        code,
        value: body.let(f32x4.mul(step, code)),
        exact: f32x4.mul(weight, inverse),
        step,
      })
    }
    sink.scaleDiffers(differs(body, d, block))
  },
}

/** The first weight of the largest magnitude, in every lane. */
function extreme(body: Body, weights: readonly V128[]): V128 {
  const ends = [f32x4.pmax, f32x4.pmin].map((pick) => ofAll(body, weights, pick)) as [V128, V128]
  const [high, low] = ends
  const minusLow = body.let(f32x4.sub(NOTHING, low))
  const found = body.variable(v128.select(high, low, f32x4.le(minusLow, high)))
  // Both ends are as far: the first of them decides.
  body.when(i32x4.lane0(f32x4.eq(minusLow, high)), () => {
    const [tops, bottoms] = ends.map((end) => {
      const places = FOURS.map((i) => i32.shl(i32x4.bitmask(f32x4.eq(weights[i]!, end)), i32.const(4 * i)))
      const all = body.let(places.reduce(i32.or))
      return body.let(i32.and(all, i32.sub(i32.const(0), all)))
    }) as [I32, I32]
    body.when(i32.ltU(bottoms, tops), () => found.set(low))
  })
  return found
}

/** Codes around a zero in the middle, 4 or 5 bits. */
function aroundMiddle(
  type: string,
  blockBytes: number,
  middle: number,
  codes: (body: Body, block: I32) => readonly V128[],
): BlockFormat {
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    write(body, place, sink) {
      const { block } = place
      const weights = weightsAt(body, place)
      const d = body.let(f32x4.div(extreme(body, weights), f32x4.splat(-middle)))
      const inverse = body.let(inverseOf(d))
      const step = storedScale(body, block)
      const sixteens = codes(body, block)
      for (const [i, weight] of weights.entries()) {
        const code = body.let(unsignedFloats(sixteens[i >> 2]!, (4 * i) & 15))
        const shifted = f32x4.add(f32x4.mul(weight, inverse), f32x4.splat(middle + 0.5))
        sink.four({
          weight,
          code,
          value: body.let(f32x4.mul(step, f32x4.sub(code, f32x4.splat(middle)))),
          exact: cut(f32x4.sub(shifted, f32x4.splat(0.5)), NOTHING, f32x4.splat(2 * middle - 1)),
          step,
        })
      }
      sink.scaleDiffers(differs(body, d, block))
    },
  }
}

function nibbles(body: Body, block: I32, offset: number): V128[] {
  const bytes = body.let(v128.load(block, offset))
  return [0, 4].map((right) => body.let(v128.and(i16x8.shrU(bytes, i32.const(right)), i8x16.splat(15))))
}

const BIT_OF_BYTE = v128.const(Array.from({ length: 16 }, (_, i) => 1 << (i & 7)))

export const zeroFormats: readonly BlockFormat[] = [
  q8Zero,
  aroundMiddle('Q4_0', 18, 8, (body, block) => nibbles(body, block, 2)),
  aroundMiddle('Q5_0', 22, 16, (body, block) => {
    const fifth = body.let(i32x4.of(i32.load(block, 2)))
    return nibbles(body, block, 6).map((low, s) => {
      const own = i8x16.swizzle(fifth, v128.const(Array.from({ length: 16 }, (_, i) => 2 * s + (i >> 3))))
      const isSet = i8x16.eq(v128.and(own, BIT_OF_BYTE), BIT_OF_BYTE)
      return body.let(v128.or(low, v128.and(isSet, i8x16.splat(16))))
    })
  }),
]
