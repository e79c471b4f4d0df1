import { STAT, STATS, type RowStats } from '../codecs/codec.ts'
import type { RowSlope, TensorMeasure } from './measure.ts'

const WORST = 64

/** Where the mismatches lie, and whether single rows stand out. */
export function rowSummary(
  stats: RowStats,
  sample: Int32Array | undefined,
): Pick<TensorMeasure, 'worst' | 'rowsWithMismatches' | 'rowsWithScales' | 'rowPeak' | 'rowSlopes'> {
  const rows = stats.length / STATS
  const errors = new Float64Array(rows)
  for (let r = 0; r < rows; r++) errors[r] = Math.sqrt(stats[r * STATS + STAT.error]!)
  const median = errors.toSorted()[rows >> 1] ?? 0
  const overMedian = (r: number): number => (median > 0 ? errors[r]! / median : errors[r]! > 0 ? Infinity : 0)
  const touched: number[] = []
  let peak = 0
  let scaled = 0
  for (let r = 0; r < rows; r++) {
    if (stats[r * STATS + STAT.mismatches]! > 0) touched.push(r)
    if (stats[r * STATS + STAT.scales]! > 0) scaled++
    peak = Math.max(peak, overMedian(r))
  }
  const mismatches = (r: number): number => stats[r * STATS + STAT.mismatches]!
  const worst = touched
    .toSorted((a, b) => mismatches(b) - mismatches(a) || a - b)
    .slice(0, WORST)
    .map((r) => ({ row: sample?.[r] ?? r, mismatches: mismatches(r), errorOverMedian: overMedian(r) }))
  return {
    worst,
    rowsWithMismatches: touched.length,
    rowsWithScales: scaled,
    rowPeak: peak,
    rowSlopes: slopes(stats, sample),
  }
}

/** The least and the greatest slope of a row's stored values against its weights, Σ w·y / Σ y². */
function slopes(stats: RowStats, sample: Int32Array | undefined): TensorMeasure['rowSlopes'] {
  let least: RowSlope | undefined
  let most: RowSlope | undefined
  for (let r = 0; r * STATS < stats.length; r++) {
    const slope = stats[r * STATS + STAT.dot]! / stats[r * STATS + STAT.stored]!
    if (!Number.isFinite(slope)) continue
    const row = sample?.[r] ?? r
    if (!least || slope < least.slope) least = { row, slope }
    if (!most || slope > most.slope) most = { row, slope }
  }
  return least && most ? { least, most } : null
}
