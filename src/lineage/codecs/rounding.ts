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
