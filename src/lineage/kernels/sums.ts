import { STAT } from '../codecs/codec.ts'
import type { Body, Variable } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { f32x4, f64x2, i8x16, v128 } from './wasm/operations.ts'

/** Sums of weights and values in four lanes, as `BlockCodec` lays them down. */
export interface Sums {
  clear(): void
  add(weight: V128, value: V128): void
  /** Folds the lanes and adds them to the row of statistics. */
  addTo(stats: I32): void
}

const LOW = [0, 1, 2, 3, 4, 5, 6, 7]
const HIGH = LOW.map((byte) => byte + 8)

export function sums(body: Body): Sums {
  const nothing = f32x4.splat(0)
  const all = Array.from({ length: 4 }, () => body.variable(nothing))
  const [error, energy, dot, stored] = all as [
    Variable<'v128'>,
    Variable<'v128'>,
    Variable<'v128'>,
    Variable<'v128'>,
  ]
  const grow = (sum: Variable<'v128'>, a: V128, b: V128): void => sum.set(f32x4.add(sum, f32x4.mul(a, b)))
  return {
    clear() {
      for (const sum of all) sum.set(nothing)
    },
    add(weight, value) {
      const rest = body.let(f32x4.sub(weight, value))
      grow(error, rest, rest)
      grow(energy, weight, weight)
      grow(dot, weight, value)
      grow(stored, value, value)
    },
    addTo(stats) {
      const [ee, ds] = [pairs(body, error, energy), pairs(body, dot, stored)]
      const lane = (i: 0 | 1 | 2 | 3): V128 =>
        i8x16.shuffle(ee[i >> 1]!, ds[i >> 1]!, [
          ...(i & 1 ? HIGH : LOW),
          ...(i & 1 ? HIGH : LOW).map((b) => b + 16),
        ])
      const folded = body.let(f32x4.add(f32x4.add(lane(0), lane(1)), f32x4.add(lane(2), lane(3))))
      addPair(body, stats, 8 * STAT.error, folded)
      addPair(body, stats, 8 * STAT.dot, i8x16.shuffle(folded, folded, [...HIGH, ...HIGH]))
    },
  }
}

/** Lanes 0 and 1, and lanes 2 and 3, of both: a0 b0 a1 b1. */
function pairs(body: Body, a: V128, b: V128): [V128, V128] {
  const mixed = (first: number): V128 =>
    i8x16.shuffle(
      a,
      b,
      [0, 1].flatMap((lane) =>
        [0, 16].flatMap((of) => [0, 1, 2, 3].map((byte) => of + 4 * (first + lane) + byte)),
      ),
    )
  return [body.let(mixed(0)), body.let(mixed(2))]
}

/** Adds two float32 to two float64 that lie next to each other. */
function addPair(body: Body, stats: I32, offset: number, pair: V128): void {
  body.store('v128', stats, f64x2.add(v128.load(stats, offset), f32x4.promoteLow(pair)), offset)
}
