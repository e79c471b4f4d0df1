/** Bytes of one weight after it was taken out of its format: code, scale and zero, each four bytes. */
export const CELL_BYTES = 12

/**
 * A row of a packed weight, whatever the format: for each weight its code, and the scale and zero of its group. What a
 * format calls zero is in `zeros`: the code of 0, an offset, or a tolerance of the scale.
 */
export interface Cells {
  readonly codes: Int32Array
  readonly scales: Float32Array
  readonly zeros: Float32Array
}

/** Rows of cells, one after the other, over one buffer that is good until the next call. */
export interface CellRows {
  rows(first: number, count: number): Uint8Array
}

/** The cells of one row; the bytes are those of a `CellRows`, so they are aligned. */
export function cellsOf(row: Uint8Array): Cells {
  const width = row.length / CELL_BYTES
  const at = row.byteOffset
  return {
    codes: new Int32Array(row.buffer, at, width),
    scales: new Float32Array(row.buffer, at + 4 * width, width),
    zeros: new Float32Array(row.buffer, at + 8 * width, width),
  }
}

/** Calls `fill` for a batch of rows and keeps the buffer from batch to batch. */
export function cellRows(width: number, fill: (rows: readonly Cells[], first: number) => void): CellRows {
  const rowBytes = width * CELL_BYTES
  let buffer = new Uint8Array(0)
  return {
    rows(first, count) {
      if (buffer.length < count * rowBytes) buffer = new Uint8Array(count * rowBytes)
      const out = buffer.subarray(0, count * rowBytes)
      fill(
        Array.from({ length: count }, (_, r) => cellsOf(out.subarray(r * rowBytes, (r + 1) * rowBytes))),
        first,
      )
      return out
    },
  }
}
