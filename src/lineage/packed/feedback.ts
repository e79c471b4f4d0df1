import type { TensorTask } from '../pass/measure.ts'
import { referenceRows } from '../pass/reference-rows.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { codecOf } from '../codecs/codecs.ts'
import { CELL_BYTES, cellsOf } from './cells.ts'
import { columnGroups } from './formats.ts'
import { conditionalVariances, type Column } from './conditional-variance.ts'
import { storedRows } from './stored-rows.ts'

/** Sums of logarithms of variances over the first columns. */
interface Excess {
  readonly columns: number
  readonly sum: number
  /** Standard deviation that it has where rounding alone is behind it. */
  readonly spread: number
}

/**
 * What a quantiser with error feedback (GPTQ and its kin) leaves. It rounds one column after the other and takes the error
 * of each into account in those that follow, by factors that it has from the activations: nobody else knows them. What
 * rounding left of a column is therefore a mixture of what it left of earlier ones, the same in every row, and an error of
 * its own, which is rounding's: even between −½ and ½ step, of variance 1/12. Whatever was added to the weights before adds
 * to that variance.
 */
export interface Feedback {
  /** Share of codes that are not the nearest. */
  readonly notNearest: number
  /** Of reference and stored values. */
  readonly cosine: number
  /** Least variance of all columns, in twelfths: the column that was rounded first has rounding alone. */
  readonly least: number
  readonly leastSpread: number
  /** Of the columns in their order, each without what earlier ones explain. Empty where the order is not known or there are too few rows. */
  readonly excess: readonly Excess[]
}

const ROWS = 4096
const COLUMNS = 256
/** Rows for each column: fewer, and the mixture cannot be told from the errors. */
const ROWS_PER_COLUMN = 2
/** Fewer rows say nothing of a column: its least variance is then taken for rounding's. */
const FEWEST = 64
const CHECKPOINTS = [8, 16, 32, 64, 128, 256] as const

interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/** As a measure has it: nothing where nothing can be said. */
export function feedbackMeasure(task: TensorTask, readers: Readers): { readonly feedback?: Feedback } {
  const feedback = feedbackOf(task, readers)
  return feedback ? { feedback } : {}
}

/** Undefined for formats that are not made so. Of few rows little is known. */
function feedbackOf(task: TensorTask, { candidate, reference }: Readers): Feedback | undefined {
  const { recipe } = task
  const { rows, width } = recipe
  const tensor = task.parts[0]!
  const codec = codecOf(task.codec)
  const { sample } = task
  const compared = sample?.length ?? rows
  const count = Math.min(compared, ROWS)
  const groups = columnGroups(tensor, candidate)
  if (!codec || !groups) return undefined
  const { columns: usable, isPlace } = workedOrder(groups, count)
  const { least, most } = codeRange(tensor.type)
  const place = new Int32Array(width).fill(-1)
  for (let k = 0; k < usable.length; k++) place[usable[k]!.at] = k
  const columns = usable.map(({ group }): Column => ({
    group,
    values: new Float32Array(count),
    scales: new Float32Array(count),
    inside: new Uint8Array(count),
  }))
  let notNearest = 0
  const products = { dot: 0, energy: 0, stored: 0 }
  const squares = new Float64Array(width)
  const inside = new Float64Array(width)
  const values = new Float32Array(width)
  const stored = new Float32Array(width)
  for (let r = 0; r < count; r++) {
    const at = Math.floor((r * compared) / count)
    const row = sample?.[at] ?? at
    referenceRows(recipe, reference, row, 1, values)
    const bytes = storedRows(tensor, candidate, width * CELL_BYTES, row, 1)
    const { codes, scales } = cellsOf(bytes)
    codec.dequantise(bytes, stored)
    for (let c = 0; c < width; c++) {
      const off = values[c]! - stored[c]!
      products.dot += values[c]! * stored[c]!
      products.energy += values[c]! * values[c]!
      products.stored += stored[c]! * stored[c]!
      if (Math.abs(off) > 0.5 * Math.abs(scales[c]!) && codes[c]! > least && codes[c]! < most) notNearest++
      const free = codes[c]! > least && codes[c]! < most && scales[c] !== 0
      if (free) {
        squares[c]! += (off / scales[c]!) ** 2
        inside[c]!++
      }
      const column = columns[place[c]!]
      if (!column) continue
      column.values[r] = Number.isFinite(off) ? off : 0
      column.scales[r] = Math.abs(scales[c]!)
      column.inside[r] = Number(free)
    }
  }
  return {
    notNearest: notNearest / (count * width),
    cosine: products.dot / Math.sqrt(products.energy * products.stored),
    ...leastVariance(squares, inside),
    excess: excessOf(conditionalVariances(columns), count, isPlace),
  }
}

interface Placed {
  readonly at: number
  readonly group: number
}

interface Order {
  readonly columns: readonly Placed[]
  /** Whether the first so many columns are known to be those that were worked on first. */
  readonly isPlace: (columns: number) => boolean
}

/** Columns in the order of their groups. Within groups that do not lie side by side it is not known, so that only whole ones count. */
function workedOrder(groups: Int32Array, rows: number): Order {
  const order = Array.from(groups, (group, at) => ({ at, group })).toSorted(
    (a, b) => a.group - b.group || a.at - b.at,
  )
  const isNatural = order.every(({ at }, i) => at === i)
  const most = Math.min(order.length, COLUMNS, Math.floor(rows / ROWS_PER_COLUMN))
  const endsGroup = (n: number): boolean => n === order.length || order[n]!.group !== order[n - 1]!.group
  let last = most
  if (!isNatural) while (last > 0 && !endsGroup(last)) last--
  return {
    columns: order.slice(0, last),
    isPlace: isNatural ? (n) => CHECKPOINTS.some((c) => c === n) : endsGroup,
  }
}

function leastVariance(squares: Float64Array, inside: Float64Array): Pick<Feedback, 'least' | 'leastSpread'> {
  let least = Infinity
  let rows = 1
  for (let c = 0; c < squares.length; c++) {
    if (inside[c]! < FEWEST / 2) continue
    const variance = (12 * squares[c]!) / inside[c]!
    if (variance < least) [least, rows] = [variance, inside[c]!]
  }
  return Number.isFinite(least)
    ? { least, leastSpread: Math.sqrt(UNIFORM / rows) }
    : { least: 1, leastSpread: 1 }
}

/** Relative variance of the variance of evenly distributed errors, times their number. */
const UNIFORM = 0.8

function excessOf(
  variances: readonly number[],
  rows: number,
  isPlace: (columns: number) => boolean,
): Excess[] {
  const found: Excess[] = []
  let sum = 0
  let spread = 0
  for (const [k, variance] of variances.entries()) {
    const free = rows - k
    sum += Math.log(12 * variance) + UNIFORM / 2 / free
    spread += UNIFORM / free
    if (isPlace(k + 1)) found.push({ columns: k + 1, sum, spread: Math.sqrt(spread) })
  }
  return found
}

/** The outermost codes of a type: `gptq-4` counts from zero, `int-4` around it. */
function codeRange(type: string): { readonly least: number; readonly most: number } {
  const bits = Number(/-(\d)/.exec(type)?.[1])
  const least = type.startsWith('int-') ? -(2 ** (bits - 1)) : 0
  return { least, most: least + 2 ** bits - 1 }
}
