import { bfloatOf, halfOf } from '../codecs/half.ts'
import type { Recipe } from '../mapping/recipe.ts'
import type { RowReader } from './row-reader.ts'

const ELEMENT_BYTES: Readonly<Record<string, number>> = { F64: 8, F32: 4, BF16: 2, F16: 2 }

/** Bytes of one element of a plain type; undefined for types that hold codes. */
export function elementBytes(type: string): number | undefined {
  return ELEMENT_BYTES[type]
}

/** A run of rows that lie one after the other in one source. `at` is where it goes, in rows. */
interface Run {
  readonly source: number
  readonly first: number
  readonly count: number
  readonly at: number
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
  if (transposed) return columns(recipe, reader, first, count, out)
  for (const run of runs(recipe, first, count)) {
    const source = sources[run.source]!
    const bytes = reader.rows(source, width * elementSize(source.type), run.first, run.count)
    decode(source.type, bytes, out.subarray(run.at * width, (run.at + run.count) * width))
  }
  apply(recipe, out.subarray(0, count * width))
}

function elementSize(type: string): number {
  const size = ELEMENT_BYTES[type]
  if (size === undefined) throw new Error(`a reference of type ${type} is decoded elsewhere`)
  return size
}

function runs({ order }: Recipe, first: number, count: number): Run[] {
  if (!order) return [{ source: 0, first, count, at: 0 }]
  const found: Run[] = []
  for (let i = 0; i < count;) {
    const source = order[2 * (first + i)]!
    const row = order[2 * (first + i) + 1]!
    let n = 1
    while (
      i + n < count &&
      order[2 * (first + i + n)] === source &&
      order[2 * (first + i + n) + 1] === row + n
    )
      n++
    found.push({ source, first: row, count: n, at: i })
    i += n
  }
  return found
}

/** The whole source is read for each batch of columns: such tensors are small or rare. */
function columns(recipe: Recipe, reader: RowReader, first: number, count: number, out: Float32Array): void {
  const { sources, width, rows } = recipe
  const source = sources[0]!
  const size = elementSize(source.type)
  const line = new Float32Array(rows)
  for (let c = 0; c < width; c++) {
    decode(source.type, reader.rows(source, rows * size, c, 1), line)
    for (let r = 0; r < count; r++) out[r * width + c] = line[first + r]!
  }
  apply(recipe, out.subarray(0, count * width))
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

function apply({ elementwise }: Recipe, values: Float32Array): void {
  switch (elementwise.kind) {
    case 'none':
      return
    case 'add-one':
      for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i]! + 1)
      return
    case 'negative-exp':
      for (let i = 0; i < values.length; i++) values[i] = -Math.exp(values[i]!)
      return
    case 'scale':
      for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i]! * elementwise.by)
  }
}
