const MAGIC = 12_582_912

/** ggml's `nearest_int`: float32, ties to even, good below 2^22. */
export function nearestInt(value: number): number {
  return Math.fround(Math.fround(value) + MAGIC) - MAGIC
}

/** C's `roundf`: ties away from zero. */
export function roundAway(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5)
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

/** The largest magnitude; NaN has none. */
export function largestOf(reference: Float32Array, from: number, count: number): number {
  let largest = 0
  for (let i = from; i < from + count; i++) {
    const magnitude = Math.abs(reference[i]!)
    if (magnitude > largest) largest = magnitude
  }
  return largest
}
