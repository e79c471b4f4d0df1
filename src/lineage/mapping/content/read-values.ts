import { codecOf } from '../../codecs/codecs.ts'
import type { ModelFiles, StoredTensor } from '../../files/model-files.ts'
import { ReadError } from '../../../model/read-error.ts'
import { denseRows } from '../../packed/stored-rows.ts'
import { fetchedRows, rehearsal } from '../../sample/ranges.ts'
import { decode, elementBytes } from '../../pass/reference-rows.ts'
import type { Recipe } from '../recipe.ts'
import { sourceRuns, type SourceRun } from '../source-runs.ts'

/** Values that are read of a row at most: enough to tell it from every other row. */
const WINDOW = 8192
/** Of a transposed tensor this many rows are looked at together, at as many places: they lie apart, and each is a read. */
const SCATTERED = 16
/** Columns that are read along with those that are wanted. */
const BETWEEN = 4096
/** Bytes that may be read to get at rows that lie apart. */
const SPAN = 256 * 1024
/** Values of packed rows that are unpacked at most. */
const PACKED = 1 << 20

/** Rows of the candidate that are looked at together, and which of their values. */
export interface Window {
  readonly first: number
  readonly count: number
  /** Values of each row: all of the first `width`, or those at these places. */
  readonly columns: readonly number[] | { readonly width: number }
}

type Shaped = Omit<Recipe, 'found'>

/** A stretch of values that begins with a row: one row, or as many short ones as are needed to say something. */
export function windowAt(recipe: Shaped, row: number): Window {
  const { width, rows, transposed } = recipe
  const few = transposed ? SCATTERED : width >= 64 ? 1 : Math.ceil(256 / width)
  const count = Math.min(rows, few)
  const first = Math.min(row, rows - count)
  if (!transposed) return { first, count, columns: { width: Math.min(width, WINDOW) } }
  const n = Math.min(width, SCATTERED)
  return { first, count, columns: Array.from({ length: n }, (_, i) => Math.floor(((i + 0.5) * width) / n)) }
}

/** What the candidate has there; undefined where its type or its size does not let it be read. */
export async function candidateValues(
  model: ModelFiles,
  tensor: StoredTensor,
  recipe: Shaped,
  { first, count, columns }: Window,
): Promise<Float32Array | undefined> {
  const rows = await wholeRows(
    model,
    tensor,
    recipe.width,
    first,
    count,
    Array.isArray(columns) ? recipe.width : columnsWidth(columns),
  )
  if (!rows || !Array.isArray(columns)) return rows
  return Float32Array.from(
    { length: count * columns.length },
    (_, i) => rows[Math.floor(i / columns.length) * recipe.width + columns[i % columns.length]!]!,
  )
}

function columnsWidth(columns: Window['columns']): number {
  return 'width' in columns ? columns.width : columns.length
}

/** The first `wanted` values of rows of a stored tensor, whatever its type. */
async function wholeRows(
  model: ModelFiles,
  tensor: StoredTensor,
  width: number,
  first: number,
  count: number,
  wanted: number,
): Promise<Float32Array | undefined> {
  if (tensor.parts) return packedRows(model, tensor, { width, first, count, wanted })
  const codec = codecOf(tensor.type)
  const [block, bytes] = codec ? [codec.blockWeights, codec.blockBytes] : [1, elementBytes(tensor.type)]
  if (bytes === undefined || width % block !== 0) return undefined
  const rowBytes = (width / block) * bytes
  const length = count === 1 ? Math.ceil(wanted / block) * bytes : rowBytes * count
  const data = await bytesOf(model, tensor, first * rowBytes, length)
  if (!data) return undefined
  const values = new Float32Array((length / bytes) * block)
  if (codec) codec.dequantise(data, values)
  else decode(tensor.type, data, values)
  return count === 1 ? values.subarray(0, wanted) : values
}

/** Weights in several tensors: what reading them asks for is found out on zeros, fetched, and read. */
async function packedRows(
  model: ModelFiles,
  tensor: StoredTensor,
  {
    width,
    first,
    count,
    wanted,
  }: { readonly width: number; readonly first: number; readonly count: number; readonly wanted: number },
): Promise<Float32Array | undefined> {
  if (tensor.shape.at(-1) !== width || count * width > PACKED) return undefined
  const values = new Float32Array(count * width)
  try {
    const asked = rehearsal()
    denseRows(tensor, asked.reader, first, count, values)
    const { reader } = await fetchedRows(asked.ranges, model.shards, new AbortController().signal)
    denseRows(tensor, reader, first, count, values)
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'malformed') return undefined
    throw error
  }
  return Float32Array.from(
    { length: count * wanted },
    (_, i) => values[Math.floor(i / wanted) * width + (i % wanted)]!,
  )
}

async function bytesOf(
  model: ModelFiles,
  tensor: StoredTensor,
  at: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const source = model.shards[tensor.shard]
  const within = at >= 0 && Number.isSafeInteger(at + length) && at + length <= tensor.size
  if (!source || !within || tensor.offset + at + length > source.size) return undefined
  return source.read(tensor.offset + at, length)
}

/** What the reference has there, as the recipe says, after what conversion does to values. */
export async function referenceValues(
  model: ModelFiles,
  recipe: Shaped,
  window: Window,
): Promise<Float32Array | undefined> {
  const values = recipe.transposed
    ? await scattered(model, recipe, window)
    : recipe.columns
      ? await picked(model, recipe, window, recipe.columns)
      : await straight(model, recipe, window)
  if (values) applyTo(values, recipe)
  return values
}

async function straight(
  model: ModelFiles,
  { sources, width, ...recipe }: Shaped,
  { first, count, columns }: Window,
): Promise<Float32Array | undefined> {
  const wanted = columnsWidth(columns)
  const values = new Float32Array(count * wanted)
  const runs = sourceRuns({ ...recipe, sources, width, found: 'name' }, first, count)
  const span = spanOf(runs)
  const bytes = elementBytes(sources[runs[0]!.source]!.type)
  if (span && count > 1 && bytes !== undefined && (span.last - span.first) * width * bytes <= SPAN) {
    const rows = span.last - span.first
    const all = await wholeRows(model, sources[span.source]!, width, span.first, rows, width)
    if (!all) return undefined
    for (const run of runs)
      for (let i = 0; i < run.count; i++) {
        const from = (run.first - span.first + i) * width
        values.set(all.subarray(from, from + wanted), (run.at + i) * wanted)
      }
    return values
  }
  for (const run of runs) {
    const got = await wholeRows(model, sources[run.source]!, width, run.first, run.count, wanted)
    if (!got) return undefined
    values.set(got, run.at * wanted)
  }
  return values
}

function spanOf(
  runs: readonly { readonly source: number; readonly first: number; readonly count: number }[],
): { readonly source: number; readonly first: number; readonly last: number } | undefined {
  const source = runs[0]?.source ?? 0
  if (runs.length < 2 || runs.some((run) => run.source !== source)) return undefined
  return {
    source,
    first: runs.reduce((least, run) => Math.min(least, run.first), Infinity),
    last: runs.reduce((most, run) => Math.max(most, run.first + run.count), 0),
  }
}

/** Rows whose values have changed places. */
async function picked(
  model: ModelFiles,
  recipe: Shaped,
  window: Window,
  columns: Int32Array,
): Promise<Float32Array | undefined> {
  const whole = await straight(model, recipe, { ...window, columns: { width: recipe.width } })
  const wanted = columnsWidth(window.columns)
  return (
    whole &&
    Float32Array.from(
      { length: window.count * wanted },
      (_, i) => whole[Math.floor(i / wanted) * recipe.width + columns[i % wanted]!]!,
    )
  )
}

/** Columns of a matrix, at the places that were asked for. */
async function scattered(
  model: ModelFiles,
  recipe: Shaped,
  { first, count, columns }: Window,
): Promise<Float32Array | undefined> {
  const { sources, width, matrixColumns = 1, matrixRows = width } = recipe
  const places = Array.isArray(columns) ? columns : []
  const values = new Float32Array(count * places.length)
  for (const { source, from, to, runs } of columnSpans(recipe, first, count))
    for (const [at, place] of places.entries()) {
      const matrix = Math.floor(from / matrixColumns)
      const element = (matrix * matrixRows + place) * matrixColumns + (from % matrixColumns)
      const line = await wholeRows(model, sources[source]!, 1, element, to - from, 1)
      if (!line) return undefined
      for (const run of runs)
        for (let i = 0; i < run.count; i++)
          values[(run.at + i) * places.length + at] = line[run.first + i - from]!
    }
  return values
}

interface ColumnSpan {
  readonly source: number
  readonly from: number
  readonly to: number
  readonly runs: readonly SourceRun[]
}

/** All columns at once where they lie near one another in one matrix, else one by one. */
function columnSpans(recipe: Shaped, first: number, count: number): ColumnSpan[] {
  const { matrixColumns = 1 } = recipe
  const runs = sourceRuns({ ...recipe, found: 'name' }, first, count).flatMap((run) =>
    Array.from({ length: run.count }, (_, i) => ({ ...run, first: run.first + i, count: 1, at: run.at + i })),
  )
  const from = runs.reduce((least, run) => Math.min(least, run.first), Infinity)
  const to = runs.reduce((most, run) => Math.max(most, run.first + 1), 0)
  const source = runs[0]?.source ?? 0
  const together =
    runs.every((run) => run.source === source) &&
    to - from <= BETWEEN &&
    Math.floor(from / matrixColumns) === Math.floor((to - 1) / matrixColumns)
  return together
    ? [{ source, from, to, runs }]
    : runs.map((run) => ({ source: run.source, from: run.first, to: run.first + 1, runs: [run] }))
}

function applyTo(values: Float32Array, { elementwise }: Shaped): void {
  if (elementwise.kind === 'none') return
  for (let i = 0; i < values.length; i++)
    values[i] =
      elementwise.kind === 'add-one'
        ? values[i]! + 1
        : elementwise.kind === 'scale'
          ? values[i]! * elementwise.by
          : -Math.exp(values[i]!)
}
