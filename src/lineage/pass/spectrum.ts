import type { DeviationShape, TensorMeasure } from './measure.ts'

/** Rows of a residual in steps, gathered for the spectrum. */
export interface Residual {
  readonly values: Float32Array
  readonly rows: number
  readonly width: number
}

/** Weights that are looked at in one tensor, as whole rows spread over it: 16 MB. */
export const SPECTRUM_WEIGHTS = 4_000_000
/** Of smaller matrices the largest singular value is too uneven to say anything. */
const SMALLEST = 32
const ROUNDS = 12

/** Rows to gather: all, or evenly spread ones. A low-rank shift is in every row. */
export function spectrumRows(rows: number, width: number): number[] {
  if (rows < SMALLEST || width < SMALLEST) return []
  const count = Math.min(rows, Math.max(SMALLEST, Math.floor(SPECTRUM_WEIGHTS / width)))
  return Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}

/**
 * Largest singular value of the residual over the edge that noise of its variance has.
 * Rounding gives 0.95 to 1.02; what was added to all rows along one direction stands out, however small in each.
 */
export function spectrumOf(
  residual: Residual,
  hasMismatches: boolean,
): Pick<TensorMeasure, 'z' | 'deviation'> {
  const deviation = hasMismatches ? shapeOf(residual) : null
  const values = residual.values
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) > 0.5) values[i] = 0
  return { z: shapeOf(residual)?.z ?? null, deviation }
}

/** By power iteration; null where there is no residual at all. */
function shapeOf({ values, rows, width }: Residual): DeviationShape | null {
  let energy = 0
  for (let i = 0; i < rows * width; i++) energy += values[i]! * values[i]!
  if (!(energy > 0)) return null
  const edge = Math.sqrt(energy / (rows * width)) * (Math.sqrt(rows) + Math.sqrt(width))
  const right = firstGuess(values, rows, width)
  const left = new Float32Array(rows)
  let largest = 0
  for (let round = 0; round < ROUNDS; round++) {
    normalise(right)
    for (let r = 0; r < rows; r++) {
      let sum = 0
      for (let c = 0; c < width; c++) sum += values[r * width + c]! * right[c]!
      left[r] = sum
    }
    largest = normalise(left)
    right.fill(0)
    for (let r = 0; r < rows; r++) {
      const weight = left[r]!
      for (let c = 0; c < width; c++) right[c]! += weight * values[r * width + c]!
    }
  }
  return { z: largest / edge, stableRank: energy / (largest * largest), direction: left }
}

/** The row with the most energy: never orthogonal to everything, and the same in every run. */
function firstGuess(values: Float32Array, rows: number, width: number): Float32Array {
  let best = 0
  let most = -1
  for (let r = 0; r < rows; r++) {
    let energy = 0
    for (let c = 0; c < width; c++) energy += values[r * width + c]! * values[r * width + c]!
    if (energy > most) [best, most] = [r, energy]
  }
  return values.slice(best * width, (best + 1) * width)
}

function normalise(vector: Float32Array): number {
  let sum = 0
  for (const v of vector) sum += v * v
  const length = Math.sqrt(sum)
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= length
  return length
}
