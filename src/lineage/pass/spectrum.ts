import { matrixOf, type Matrix } from '../kernels/matrix.ts'
import type { DeviationShape, TensorMeasure } from './measure.ts'

/** Rows of a residual in steps, gathered for the spectrum. */
export interface Residual {
  readonly values: Float32Array
  readonly rows: number
  readonly width: number
}

/** Weights that are looked at in one tensor, as whole rows spread over it: 16 MB. */
const SPECTRUM_WEIGHTS = 4_000_000
/** Of smaller matrices the largest singular value is too uneven to say anything. */
const SMALLEST = 32
const ROUNDS = 12

/** Rows to gather: all, or evenly spread ones. A low-rank shift is in every row. */
export function spectrumRows(rows: number, width: number): number[] {
  if (rows < SMALLEST || width < SMALLEST || width * SMALLEST > SPECTRUM_WEIGHTS) return []
  const count = Math.min(rows, Math.floor(SPECTRUM_WEIGHTS / width))
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
  const matrix = matrixOf(residual.values, residual.rows, residual.width)
  const deviation = hasMismatches ? shapeOf(matrix, residual) : null
  matrix.dropBeyond(0.5)
  return { z: shapeOf(matrix, residual)?.z ?? null, deviation }
}

/** By power iteration; null where there is no residual at all. */
function shapeOf(matrix: Matrix, { rows, width }: Residual): DeviationShape | null {
  const energies = matrix.energies()
  const energy = energies.reduce((sum, one) => sum + one, 0)
  if (!(energy > 0)) return null
  const edge = Math.sqrt(energy / (rows * width)) * (Math.sqrt(rows) + Math.sqrt(width))
  // The row with the most energy: never orthogonal to everything, and the same in every run.
  const most = energies.indexOf(energies.reduce((largest, one) => Math.max(largest, one)))
  let right = matrix.row(most)
  let next: Float32Array = new Float32Array(width)
  const left = new Float32Array(rows)
  for (let round = 0; round < ROUNDS; round++) {
    normalise(right)
    matrix.there(right, left, next)
    ;[right, next] = [next, right]
  }
  const largest = normalise(left)
  return { z: largest / edge, stableRank: energy / (largest * largest), direction: left }
}

function normalise(vector: Float32Array): number {
  let sum = 0
  for (const v of vector) sum += v * v
  const length = Math.sqrt(sum)
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= length
  return length
}

/** Of half a step. */
const NEAR = 0.02

/** Share of a residual that lies on or next to a stored value; null where there is none. */
export function onGrid({ values }: Residual): number | null {
  let near = 0
  let within = 0
  for (const value of values) {
    const off = Math.abs(value)
    if (off > 0.5) continue
    within++
    if (off < NEAR / 2) near++
  }
  return within > 0 ? near / within : null
}
