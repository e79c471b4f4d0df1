import { STAT, STATS, type RowStats } from '../codecs/codec.ts'
import type { TensorMeasure } from './measure.ts'

const WORST = 64

/** Where the mismatches lie, and whether single rows stand out. */
export function rowSummary(
  stats: RowStats,
  sample: Int32Array | undefined,
): Pick<TensorMeasure, 'worst' | 'rowsWithMismatches' | 'rowPeak'> {
  const rows = stats.length / STATS
  const errors = new Float64Array(rows)
  for (let r = 0; r < rows; r++) errors[r] = Math.sqrt(stats[r * STATS + STAT.error]!)
  const median = errors.toSorted()[rows >> 1] ?? 0
  const overMedian = (r: number): number => (median > 0 ? errors[r]! / median : errors[r]! > 0 ? Infinity : 0)
  const touched: number[] = []
  let peak = 0
  for (let r = 0; r < rows; r++) {
    if (stats[r * STATS + STAT.mismatches]! > 0) touched.push(r)
    peak = Math.max(peak, overMedian(r))
  }
  const mismatches = (r: number): number => stats[r * STATS + STAT.mismatches]!
  const worst = touched
    .toSorted((a, b) => mismatches(b) - mismatches(a) || a - b)
    .slice(0, WORST)
    .map((r) => ({ row: sample?.[r] ?? r, mismatches: mismatches(r), errorOverMedian: overMedian(r) }))
  return { worst, rowsWithMismatches: touched.length, rowPeak: peak }
}
