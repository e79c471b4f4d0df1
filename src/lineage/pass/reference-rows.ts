import { bfloatOf, halfBits, halfOf } from '../codecs/half.ts'
import { codecOf } from '../codecs/codecs.ts'
import type { StoredTensor } from '../files/model-files.ts'
import type { Factors, Recipe } from '../mapping/recipe.ts'
import { sourceRuns, type SourceRun } from '../mapping/source-runs.ts'
import { ReadError } from '../../model/read-error.ts'
import { denseRows } from '../packed/stored-rows.ts'
import type { RowReader } from './row-reader.ts'

const ELEMENT_BYTES: Readonly<Record<string, number>> = { F64: 8, F32: 4, BF16: 2, F16: 2 }

/** Columns between two that are wanted, which are read along rather than read around. */
const NEAR = 16

/** Bytes of one element of a plain type; undefined for types that hold codes. */
export function elementBytes(type: string): number | undefined {
  return ELEMENT_BYTES[type]
}

/** The reference rows of rows `first…first+count` of the candidate, in its order, as float32. */
export function referenceRows(
  recipe: Recipe,
  reader: RowReader,
  first: number,
  count: number,
  out: Float32Array,
): void {
  const { sources, width, transposed } = recipe
  if (transposed) return transposedRows(recipe, reader, first, count, out)
  for (const run of sourceRuns(recipe, first, count)) {
    const source = sources[run.source]!
    const target = out.subarray(run.at * width, (run.at + run.count) * width)
    decodeRows(source, reader, { width, first: run.first, count: run.count }, target)
  }
  if (recipe.columns) pick(recipe.columns, out, count)
  apply(recipe, out.subarray(0, count * width))
  if (recipe.factors) scale(recipe.factors, width, first, out.subarray(0, count * width))
}

interface Wanted {
  readonly width: number
  readonly first: number
  readonly count: number
}

/** Rows of a source as values: plain numbers, or blocks where the reference is quantised itself. */
function decodeRows(
  source: StoredTensor,
  reader: RowReader,
  { width, first, count }: Wanted,
  out: Float32Array,
): void {
  if (source.parts) return denseRows(source, reader, first, count, out)
  const bytes = ELEMENT_BYTES[source.type]
  if (bytes !== undefined) return decode(source.type, reader.rows(source, width * bytes, first, count), out)
  const codec = codecOf(source.type)
  if (!codec || codec.proof === 'signs' || width % codec.blockWeights !== 0)
    throw new ReadError('unsupported', `a reference of type ${source.type} cannot be read`)
  codec.dequantise(reader.rows(source, (width / codec.blockWeights) * codec.blockBytes, first, count), out)
}

function pick(columns: Int32Array, out: Float32Array, count: number): void {
  const width = columns.length
  const row = new Float32Array(width)
  for (let r = 0; r < count; r++) {
    const values = out.subarray(r * width, (r + 1) * width)
    row.set(values)
    for (let c = 0; c < width; c++) values[c] = row[columns[c]!]!
  }
}

/** Columns of matrices, as many side by side at a time as are wanted. */
function transposedRows(
  recipe: Recipe,
  reader: RowReader,
  first: number,
  count: number,
  out: Float32Array,
): void {
  const { sources, width, matrixColumns = recipe.rows, matrixRows = width } = recipe
  for (const stretch of stretches(sourceRuns(recipe, first, count), matrixColumns)) {
    const source = sources[stretch.source]!
    const size = elementSize(source.type)
    const line = new Float32Array(stretch.last - stretch.first)
    const matrix = Math.floor(stretch.first / matrixColumns)
    for (let c = 0; c < width; c++) {
      const element = (matrix * matrixRows + c) * matrixColumns + (stretch.first % matrixColumns)
      decode(source.type, reader.rows(source, size, element, line.length), line)
      for (const run of stretch.runs)
        for (let i = 0; i < run.count; i++)
          out[(run.at + i) * width + c] = line[run.first + i - stretch.first]!
    }
  }
  apply(recipe, out.subarray(0, count * width))
  if (recipe.factors) scale(recipe.factors, width, first, out.subarray(0, count * width))
}

interface Stretch {
  readonly source: number
  readonly first: number
  last: number
  readonly runs: SourceRun[]
}

/** Runs of columns of one matrix that lie close enough to be read at once. */
function stretches(runs: readonly SourceRun[], matrixColumns: number): Stretch[] {
  const found: Stretch[] = []
  for (const whole of runs)
    for (const run of byMatrix(whole, matrixColumns)) {
      const last = found.at(-1)
      const near =
        last &&
        last.source === run.source &&
        run.first >= last.last &&
        run.first - last.last <= NEAR &&
        Math.floor(last.first / matrixColumns) === Math.floor(run.first / matrixColumns)
      if (near) {
        last.last = run.first + run.count
        last.runs.push(run)
      } else found.push({ source: run.source, first: run.first, last: run.first + run.count, runs: [run] })
    }
  return found
}

function* byMatrix(run: SourceRun, matrixColumns: number): Generator<SourceRun> {
  for (let done = 0; done < run.count;) {
    const first = run.first + done
    const count = Math.min(run.count - done, matrixColumns - (first % matrixColumns))
    yield { ...run, first, count, at: run.at + done }
    done += count
  }
}

function elementSize(type: string): number {
  const size = ELEMENT_BYTES[type]
  if (size === undefined) throw new ReadError('unsupported', `a reference of type ${type} cannot be turned`)
  return size
}

/** Values of a plain type. */
export function decode(type: string, bytes: Uint8Array, out: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const n = out.length
  if (type === 'F32') for (let i = 0; i < n; i++) out[i] = view.getFloat32(4 * i, true)
  else if (type === 'F64') for (let i = 0; i < n; i++) out[i] = view.getFloat64(8 * i, true)
  else if (type === 'F16') for (let i = 0; i < n; i++) out[i] = halfOf(view.getUint16(2 * i, true))
  else for (let i = 0; i < n; i++) out[i] = bfloatOf(view.getUint16(2 * i, true))
}

function scale({ columns, rows }: Factors, width: number, first: number, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const column = i % width
    const by = (columns?.[column] ?? 1) * (rows?.[first + (i - column) / width] ?? 1)
    values[i] = Math.fround(values[i]! * by)
  }
}

function apply({ elementwise, sources }: Recipe, values: Float32Array): void {
  switch (elementwise.kind) {
    case 'none':
      return
    case 'add-one':
      // Half floats are added to as half floats.
      if (sources[0]?.type === 'F16')
        for (let i = 0; i < values.length; i++) values[i] = halfOf(halfBits(Math.fround(values[i]! + 1)))
      else for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i]! + 1)
      return
    case 'negative-exp':
      for (let i = 0; i < values.length; i++) values[i] = -Math.exp(values[i]!)
      return
    case 'scale':
      for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i]! * elementwise.by)
  }
}
