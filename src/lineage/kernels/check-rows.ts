import { STAT, STATS } from '../codecs/codec.ts'
import type { BlockFormat, Sink } from './block-format.ts'
import type { NumberType } from './number-types.ts'
import { sums } from './sums.ts'
import { kernelFunction, type Body, type KernelFunction, type Variable } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, f64, i32, i32x4, i8x16, v128 } from './wasm/operations.ts'

/** Half a step, and what is taken for a tie beyond it. */
const HALF = f32x4.splat(0.5)
const WITHIN = f32x4.splat(Math.fround(0.5 + 1e-4))
const NOT_SIGN = i32x4.splat(0x7fff_ffff)

/** Compares rows: `reference` and `blocks` row after row, `stats` zeros before, STATS columns a row after. */
export function checkRows(format: BlockFormat, numbers: NumberType): KernelFunction {
  const { blockWeights, blockBytes } = format
  return kernelFunction(['reference', 'blocks', 'stats', 'rows', 'perRow'], (body, p) => {
    const total = sums(body)
    const within = body.variable(i32x4.splat(0))
    const near = body.variable(i32x4.splat(0))
    const scales = body.variable(i32.const(0))
    const half = body.let(HALF)
    const limit = body.let(WITHIN)
    const sink: Sink = {
      four({ weight, code, value, exact, counted }) {
        total.add(weight, value)
        const off = body.let(v128.and(f32x4.sub(code, exact), counted ?? NOT_SIGN))
        within.set(i32x4.sub(within, f32x4.le(off, limit)))
        near.set(i32x4.sub(near, f32x4.le(off, half)))
      },
      scaleDiffers: (condition) => scales.set(i32.add(scales, condition)),
    }
    body.repeat(p.rows, () => {
      within.set(i32x4.splat(0))
      near.set(i32x4.splat(0))
      scales.set(i32.const(0))
      body.repeat(p.perRow, () => {
        total.clear()
        format.write(body, { reference: p.reference, numbers, block: p.blocks }, sink)
        total.addTo(p.stats)
        advance(p.reference, blockWeights * numbers.bytes)
        advance(p.blocks, blockBytes)
      })
      const inside = sumOfLanes(body, within)
      const weights = i32.mul(p.perRow, i32.const(blockWeights))
      storeCount(body, p.stats, STAT.mismatches, i32.sub(weights, inside))
      storeCount(body, p.stats, STAT.ties, i32.sub(inside, sumOfLanes(body, near)))
      storeCount(body, p.stats, STAT.scales, scales)
      advance(p.stats, 8 * STATS)
    })
  })
}

/** The residual of rows in steps, as `BlockCodec.residual` lays it down. */
export function residualRows(format: BlockFormat, numbers: NumberType): KernelFunction {
  const { blockWeights, blockBytes } = format
  return kernelFunction(['reference', 'blocks', 'out', 'count'], (body, p) => {
    const sink: Sink = {
      four({ weight, value, step }) {
        const steps = body.let(f32x4.div(f32x4.sub(weight, value), f32x4.abs(step)))
        const bounded = f32x4.pmin(f32x4.pmax(steps, f32x4.splat(-8)), f32x4.splat(8))
        const isNumber = v128.and(f32x4.eq(steps, steps), f32x4.ne(step, f32x4.splat(0)))
        body.store('v128', p.out, v128.and(bounded, isNumber))
        advance(p.out, 16)
      },
      scaleDiffers() {},
    }
    body.repeat(p.count, () => {
      format.write(body, { reference: p.reference, numbers, block: p.blocks }, sink)
      advance(p.reference, blockWeights * numbers.bytes)
      advance(p.blocks, blockBytes)
    })
  })
}

export function advance(pointer: Variable<'i32'>, bytes: number): void {
  pointer.set(i32.add(pointer, i32.const(bytes)))
}

export function sumOfLanes(body: Body, four: V128): I32 {
  const swapped = (v: V128, lanes: readonly number[]): V128 =>
    i8x16.shuffle(
      v,
      v,
      lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
    )
  const two = body.let(i32x4.add(four, swapped(four, [2, 3, 0, 1])))
  return body.let(i32x4.lane0(i32x4.add(two, swapped(two, [1, 0, 3, 2]))))
}

export function storeCount(body: Body, stats: I32, column: number, count: I32): void {
  body.store('f64', stats, f64.fromI32(count), 8 * column)
}
