import { bfloatBits, bfloatOf, halfBits, halfOf } from '../codecs/half.ts'
import { roundAway } from '../codecs/rounding.ts'
import type { Chain } from '../mapping/recipe.ts'

/** What a reference has become when it went through another type before it was quantised. In place; rows are whole blocks. */
export function applyChain(chain: Chain, values: Float32Array): void {
  if (chain === 'f16') for (let i = 0; i < values.length; i++) values[i] = halfOf(halfBits(values[i]!))
  else if (chain === 'bf16')
    for (let i = 0; i < values.length; i++) values[i] = bfloatOf(bfloatBits(values[i]!))
  else if (chain === 'q8_0') for (let i = 0; i + 32 <= values.length; i += 32) throughQ8(values, i)
}

function throughQ8(values: Float32Array, from: number): void {
  let largest = 0
  for (let i = from; i < from + 32; i++) largest = Math.max(largest, Math.abs(values[i]!))
  const d = Math.fround(largest / 127)
  const inverse = d === 0 ? 0 : Math.fround(1 / d)
  const stored = halfOf(halfBits(d))
  for (let i = from; i < from + 32; i++)
    values[i] = Math.fround(stored * roundAway(Math.fround(values[i]! * inverse)))
}
