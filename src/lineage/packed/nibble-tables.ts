/** Values of 4-bit codes that are looked up, largest magnitude one, by code. */
export interface NibbleTable {
  readonly name: string
  readonly values: Float32Array
  /** Places in the order of the values, and half the distance between the values around each place. */
  readonly places: Int32Array
  readonly sorted: Float32Array
}

function table(name: string, listed: readonly number[]): NibbleTable {
  const values = Float32Array.from(listed)
  const sorted = values.toSorted()
  return { name, values, sorted, places: Int32Array.from(values, (v) => sorted.indexOf(v)) }
}

/** Quantiles of a normal distribution (QLoRA). */
export const NF4: NibbleTable = table(
  'nf4',
  [
    -1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635,
    -0.18477343022823334, -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725,
    0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1,
  ],
)

const FP4_HALF = [0, 0.005208333333, 2 / 3, 1, 1 / 3, 0.5, 1 / 6, 0.25] as const
/** A 4-bit float of bitsandbytes' own, over 12. */
export const FP4: NibbleTable = table('fp4', [...FP4_HALF, ...FP4_HALF.map((v) => -v)])

const E2M1_HALF = [0, 0.5, 1, 1.5, 2, 3, 4, 6] as const
/** The 4-bit float of the OCP formats. */
export const E2M1: NibbleTable = table('e2m1', [...E2M1_HALF, ...E2M1_HALF.map((v) => -v)])

/** Distance between the values on both sides of one, the smaller of the two. */
export function gapOf({ values, sorted, places }: NibbleTable, code: number): number {
  const place = places[code]!
  const value = values[code]!
  let [below, above] = [place - 1, place + 1]
  // Zero has two codes.
  while (below > 0 && sorted[below] === value) below--
  while (above < 15 && sorted[above] === value) above++
  const down = below >= 0 ? value - sorted[below]! : Infinity
  const up = above <= 15 ? sorted[above]! - value : Infinity
  return Math.min(down > 0 ? down : Infinity, up > 0 ? up : Infinity)
}

/**
 * How far a scaled weight lies beyond the middle between a value and its neighbour; at most zero where the value is the
 * nearest. The outermost values take everything beyond them.
 */
export function beyond({ values, sorted }: NibbleTable, code: number, exact: number): number {
  const value = values[code]!
  if (exact === value) return 0
  let neighbour = value
  if (exact > value) {
    for (let i = 0; i < 16 && neighbour === value; i++) if (sorted[i]! > value) neighbour = sorted[i]!
  } else for (let i = 15; i >= 0 && neighbour === value; i--) if (sorted[i]! < value) neighbour = sorted[i]!
  if (neighbour === value) return 0
  return Math.abs(exact - value) - Math.abs(neighbour - value) / 2
}
