import { STAT, STATS } from '../codecs/codec.ts'
import { advance, storeCount, sumOfLanes } from './check-rows.ts'
import type { NumberType } from './number-types.ts'
import { sums } from './sums.ts'
import { kernelFunction, type KernelFunction } from './wasm/assemble.ts'
import type { V128 } from './wasm/expression.ts'
import { f32x4, i32, i32x4, v128 } from './wasm/operations.ts'

const LANES = v128.const([0, 1, 2, 3].flatMap((lane) => [lane, 0, 0, 0]))

/**
 * Compares rows of plain numbers: what is stored must be the reference rounded once. A row is one block, and `perRow`
 * counts numbers. Reads up to three numbers beyond the last row.
 */
export function checkNumberRows(stored: NumberType, numbers: NumberType): KernelFunction {
  return kernelFunction(['reference', 'blocks', 'stats', 'rows', 'perRow'], (body, p) => {
    const total = sums(body)
    const differing = body.variable(i32x4.splat(0))
    const compareFour = (present?: V128): void => {
      const kept = (four: V128): V128 => body.let(present ? v128.and(four, present) : four)
      const weight = kept(numbers.values(body, body.let(numbers.bits(p.reference, 0))))
      const bits = kept(stored.bits(p.blocks, 0))
      const value = body.let(stored.values(body, bits))
      total.add(weight, value)
      const isNumber = v128.or(f32x4.eq(weight, weight), f32x4.eq(value, value))
      const differs = v128.and(i32x4.ne(bits, stored.rounded(body, weight)), isNumber)
      differing.set(i32x4.sub(differing, differs))
    }
    const rest = body.let(i32.and(p.perRow, i32.const(3)))
    const present = body.let(i32x4.ltU(LANES, i32x4.of(rest)))
    body.repeat(p.rows, () => {
      differing.set(i32x4.splat(0))
      total.clear()
      body.repeat(i32.shrU(p.perRow, i32.const(2)), () => {
        compareFour()
        advance(p.reference, 4 * numbers.bytes)
        advance(p.blocks, 4 * stored.bytes)
      })
      body.when(rest, () => {
        compareFour(present)
        p.reference.set(i32.add(p.reference, i32.mul(rest, i32.const(numbers.bytes))))
        p.blocks.set(i32.add(p.blocks, i32.mul(rest, i32.const(stored.bytes))))
      })
      total.addTo(p.stats)
      storeCount(body, p.stats, STAT.mismatches, sumOfLanes(body, differing))
      advance(p.stats, 8 * STATS)
    })
  })
}
