import { decodeFloats } from '../codecs/decode-floats.ts'
import { STATS } from '../codecs/codec.ts'
import { codecOf } from '../codecs/codecs.ts'
import { elementBytes, referenceRows } from '../pass/reference-rows.ts'
import type { TensorTask } from '../pass/measure.ts'
import { fileRows, type RowReader } from '../pass/row-reader.ts'
import type { Factors } from '../mapping/recipe.ts'
import { isAwq as isAwqCodec } from './awq.ts'
import { CELL_BYTES, cellsOf, type Cells } from './cells.ts'
import { elected, FINE, ROUGH, rowFactor, vote, voteInverse, votesAround } from './row-factor.ts'
import { storedRows } from './stored-rows.ts'

interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/** Rows that a guess at the factors is tried on. */
const TRIED_ROWS = 16
/** What a row may be off from one, and a norm from the reference, by rounding to halves. */
const SAME = 2 ** -8

/** Something that may have given up factors for the columns of others: a norm, or the rows of a projection. */
interface Giver {
  readonly task: TensorTask
  readonly columns: Float32Array
}

/**
 * AWQ multiplies the inputs of some weights by factors, which it divides what feeds them by: the norm before, or the rows of
 * the projection before. Which norm belongs to which weights is found out by what explains their codes. Factors that
 * nothing takes up stay what they are: changes.
 */
export function localFactors(
  tasks: readonly TensorTask[],
  candidate: readonly string[],
  reference: readonly string[],
): readonly TensorTask[] {
  if (!tasks.some(isAwq)) return tasks
  const readers = { candidate: fileRows(candidate), reference: fileRows(reference) }
  try {
    return withFactors(tasks, readers)
  } finally {
    readers.candidate.close()
    readers.reference.close()
  }
}

export function withFactors(tasks: readonly TensorTask[], readers: Readers): readonly TensorTask[] {
  const found = new Map<number, TensorTask>()
  const layers = Map.groupBy(
    tasks,
    ({ recipe: { tensor } }) => /^(?:.*?\.)?\d+(?=\.)/.exec(tensor)?.[0] ?? '',
  )
  for (const layer of layers.values())
    for (const task of layerFactors(layer, readers)) found.set(task.index, task)
  return tasks.map((task) => found.get(task.index) ?? task)
}

/** The tasks of weights and norms that AWQ may have changed, as such that need all of their files. */
export function withoutFactors(tasks: readonly TensorTask[]): readonly TensorTask[] {
  const widths = new Set(tasks.filter(isAwq).map((t) => t.recipe.width))
  if (widths.size === 0) return tasks
  return tasks.map((task) =>
    isAwq(task) || (isVector(task) && widths.has(task.recipe.width))
      ? { ...task, codec: `${isAwq(task) ? 'awq-4' : task.codec}/unfolded` }
      : task,
  )
}

function layerFactors(layer: readonly TensorTask[], readers: Readers): TensorTask[] {
  const open = layer.filter(isAwq)
  if (open.length === 0) return []
  const norms = layer.filter(isVector).flatMap((task) => normFactors(task, readers) ?? [])
  const takenFrom = new Map<number, Giver>()
  const settled = new Map<number, TensorTask>()
  const settle = (task: TensorTask, givers: readonly Giver[]): void => {
    const best = bestGiver(task, givers, readers)
    if (best) takenFrom.set(task.index, best)
    else takenFrom.delete(task.index)
    settled.set(task.index, folded(task, best ? { columns: best.columns } : {}))
  }
  for (const task of open) settle(task, norms)
  const projections = open.flatMap((task) => rowGiver(settled.get(task.index)!, readers) ?? [])
  for (const task of open) {
    const givers = projections.filter(
      (p) => p.task.index !== task.index && p.columns.length === task.recipe.width,
    )
    if (givers.length > 0) settle(task, [...norms, ...givers])
  }
  for (const giver of projections) {
    const takers = open.filter((t) => takenFrom.get(t.index) === giver)
    if (takers.length === 0) continue
    const rough = sharpened(settled.get(giver.task.index)!, giver.columns, takers, ROUGH, readers)
    const columns = sharpened(settled.get(giver.task.index)!, rough, takers, FINE, readers)
    settled.set(giver.task.index, folded(settled.get(giver.task.index)!, { rows: columns.map((c) => 1 / c) }))
    for (const taker of takers) settled.set(taker.index, folded(settled.get(taker.index)!, { columns }))
  }
  const used = new Set(takenFrom.values())
  return [
    ...settled.values(),
    ...norms.filter((n) => used.has(n)).map(({ task }) => ({ ...task, codec: `${task.codec}/folded` })),
  ]
}

function isAwq(task: TensorTask): boolean {
  return isAwqCodec(task.codec)
}

function isVector({ recipe: { rows, width }, codec }: TensorTask): boolean {
  return rows === 1 && width > 1 && elementBytes(codec) !== undefined
}

function folded(task: TensorTask, factors: Factors): TensorTask {
  return { ...task, recipe: { ...task.recipe, factors: { ...task.recipe.factors, ...factors } } }
}

/** What a norm was divided by; undefined where it is as it was. */
function normFactors(task: TensorTask, { candidate, reference }: Readers): Giver | undefined {
  const { width } = task.recipe
  const before = new Float32Array(width)
  const after = new Float32Array(width)
  referenceRows(task.recipe, reference, 0, 1, before)
  decodeFloats(task.codec, candidate.rows(task.parts[0]!, width * elementBytes(task.codec)!, 0, 1), after)
  const columns = before.map((b, i) => (b === 0 ? 1 : b / after[i]!))
  return columns.some((c) => Math.abs(c - 1) > SAME) ? { task, columns } : undefined
}

/** The giver that explains the codes of some rows best, whatever factors the rows have; undefined where they need none. */
function bestGiver(task: TensorTask, givers: readonly Giver[], readers: Readers): Giver | undefined {
  let best: Giver | undefined
  let fewest = mismatches(task, readers)
  for (const giver of givers) {
    if (giver.columns.length !== task.recipe.width) continue
    const found = mismatches(folded(task, { columns: giver.columns }), readers)
    if (found < fewest) [best, fewest] = [giver, found]
  }
  return best
}

function mismatches(task: TensorTask, readers: Readers): number {
  const { rows, width } = task.recipe
  const codec = codecOf(task.codec)!
  const stats = new Float64Array(STATS)
  const count = Math.min(TRIED_ROWS, rows)
  for (let i = 0; i < count; i++) {
    const { values, bytes } = rowOf(task, readers, Math.floor((i * rows) / count))
    const factor = rowFactor(values, cellsOf(bytes))
    if (Number.isFinite(factor)) for (let c = 0; c < width; c++) values[c]! *= factor
    codec.check(values, bytes, stats, 0)
  }
  return stats[0]!
}

/** What the rows of a projection were divided by; undefined where they are as they were. */
function rowGiver(task: TensorTask, readers: Readers): Giver | undefined {
  const { rows } = task.recipe
  const isOff = Array.from({ length: Math.min(TRIED_ROWS, rows) }, (_, i) => {
    const { values, bytes } = rowOf(task, readers, Math.floor((i * rows) / TRIED_ROWS))
    return Math.abs(rowFactor(values, cellsOf(bytes)) - 1) > SAME
  })
  if (!isOff.includes(true)) return undefined
  const columns = new Float32Array(rows)
  eachRow(task, readers, (row, values, cells) => {
    columns[row] = 1 / rowFactor(values, cells)
  })
  return { task, columns }
}

/** Factors that the rows of one weight and the columns of others have in common, by the codes of all of them. */
function sharpened(
  giver: TensorTask,
  columns: Float32Array,
  takers: readonly TensorTask[],
  near: number,
  readers: Readers,
): Float32Array {
  const votes = Array.from(columns, (c) => votesAround(Number.isFinite(c) && c > 0 ? c : 1, near))
  for (const taker of takers)
    eachRow(taker, readers, (_, values, { codes, scales, zeros }) => {
      for (let c = 0; c < columns.length; c++) vote(votes[c]!, values[c]!, scales[c]!, codes[c]!, zeros[c]!)
    })
  // There the factor divides: an interval of factors is one of inverse ones.
  eachRow(giver, readers, (row, values, cells) => voteInverse(votes[row]!, values, cells))
  return Float32Array.from(votes, elected)
}

/** Weights that are read at a time: codes that run along the outputs are read for many rows at once. */
const BATCH = 1 << 19

function eachRow(
  { recipe, parts }: TensorTask,
  { candidate, reference }: Readers,
  visit: (row: number, values: Float32Array, cells: Cells) => void,
): void {
  const { rows, width } = recipe
  const most = Math.max(1, Math.floor(BATCH / width))
  const values = new Float32Array(Math.min(rows, most) * width)
  for (let first = 0; first < rows; first += most) {
    const count = Math.min(most, rows - first)
    referenceRows(recipe, reference, first, count, values)
    const bytes = storedRows(parts[0]!, candidate, width * CELL_BYTES, first, count)
    for (let r = 0; r < count; r++)
      visit(
        first + r,
        values.subarray(r * width, (r + 1) * width),
        cellsOf(bytes.subarray(r * width * CELL_BYTES, (r + 1) * width * CELL_BYTES)),
      )
  }
}

function rowOf(
  { recipe, parts }: TensorTask,
  { candidate, reference }: Readers,
  row: number,
): { readonly values: Float32Array; readonly bytes: Uint8Array } {
  const values = new Float32Array(recipe.width)
  referenceRows(recipe, reference, row, 1, values)
  return { values, bytes: storedRows(parts[0]!, candidate, recipe.width * CELL_BYTES, row, 1) }
}
