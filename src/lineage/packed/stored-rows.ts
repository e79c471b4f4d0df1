import type { StoredTensor } from '../files/model-files.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { CELL_BYTES, type CellRows } from './cells.ts'
import { openPacked, packedCodec } from './formats.ts'

/** What was opened of a reader; tensors are few and readers short-lived. */
const opened = new WeakMap<RowReader, WeakMap<StoredTensor, CellRows>>()

/** Values of rows of a packed weight, as those who convert such models write them before they quantise them anew: float32. */
export function denseRows(
  tensor: StoredTensor,
  reader: RowReader,
  first: number,
  count: number,
  out: Float32Array,
): void {
  const width = tensor.shape.at(-1) ?? 1
  const rows = packedRows(tensor, reader).rows(first, count)
  const codec = packedCodec(tensor.type)!
  const rowBytes = width * CELL_BYTES
  for (let r = 0; r < count; r++)
    codec.dequantise(
      rows.subarray(r * rowBytes, (r + 1) * rowBytes),
      out.subarray(r * width, (r + 1) * width),
    )
}

/** Rows as codecs take them: as they are in the file, or cells of a packed weight. Good until the next call. */
export function storedRows(
  tensor: StoredTensor,
  reader: RowReader,
  rowBytes: number,
  first: number,
  count: number,
): Uint8Array {
  return tensor.parts
    ? packedRows(tensor, reader).rows(first, count)
    : reader.rows(tensor, rowBytes, first, count)
}

/** The rows of a packed weight; opened once a reader. */
function packedRows(tensor: StoredTensor, reader: RowReader): CellRows {
  const ofReader = opened.get(reader) ?? new WeakMap<StoredTensor, CellRows>()
  opened.set(reader, ofReader)
  const rows = ofReader.get(tensor) ?? openPacked(tensor, reader)
  ofReader.set(tensor, rows)
  return rows
}
