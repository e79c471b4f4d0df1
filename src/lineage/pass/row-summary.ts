import { STAT, STATS, type RowStats } from '../codecs/codec.ts'
import type { RowFigure, TensorMeasure } from './measure.ts'

const WORST = 64

/** Where the mismatches lie, and whether single rows stand out. */
export function rowSummary(
  stats: RowStats,
  width: number,
  sample: Int32Array | undefined,
): Pick<
  TensorMeasure,
  'worst' | 'rowsWithMismatches' | 'rowsWithScales' | 'rowPeak' | 'rowSlopes' | 'rowLoss'
> {
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
    rowLoss: loss(stats, width, sample),
  }
}

/** Slopes of the rows' stored values against their weights, Σ w·y / Σ y². */
function slopes(stats: RowStats, sample: Int32Array | undefined): TensorMeasure['rowSlopes'] {
  const all: RowFigure[] = []
  for (let r = 0; r * STATS < stats.length; r++) {
    const value = stats[r * STATS + STAT.dot]! / stats[r * STATS + STAT.stored]!
    if (Number.isFinite(value)) all.push({ row: sample?.[r] ?? r, value })
  }
  const median = all.map((s) => s.value).toSorted((a, b) => a - b)[all.length >> 1]
  if (median === undefined) return null
  const far = all.toSorted((a, b) => Math.abs(b.value - median) - Math.abs(a.value - median))
  const usual = far[Math.floor(all.length / 20)]!
  return { median, usual: Math.abs(usual.value - median), furthest: far[0]! }
}

/** Below this root mean square, scales of rows come near the smallest half. */
const TINY = 1e-3

/** The row that lost most of its energy. */
function loss(stats: RowStats, width: number, sample: Int32Array | undefined): RowFigure | null {
  let most: RowFigure | null = null
  for (let r = 0; r * STATS < stats.length; r++) {
    const energy = stats[r * STATS + STAT.energy]!
    const value = stats[r * STATS + STAT.error]! / energy
    if (energy > width * TINY ** 2 && value > (most?.value ?? -1)) most = { row: sample?.[r] ?? r, value }
  }
  return most
}
