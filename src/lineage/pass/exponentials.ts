import type { Recipe } from '../mapping/recipe.ts'

/** Steps of float32 by which the exponentials of two libraries differ: one was measured, against the vector instructions that converters use. */
const STEPS = 2

/**
 * What conversion works out with an exponential depends on the library in the last bit. Values that are no further from
 * what is stored than that become what is stored. In place.
 */
export function settleExponentials(
  recipe: Recipe,
  type: string,
  values: Float32Array,
  stored: Uint8Array,
): void {
  if (recipe.elementwise.kind !== 'negative-exp' || type !== 'F32') return
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength)
  for (let i = 0; i < values.length; i++) {
    const value = view.getFloat32(4 * i, true)
    if (Math.abs(value - values[i]!) <= STEPS * 2 ** -23 * Math.abs(values[i]!)) values[i] = value
  }
}
