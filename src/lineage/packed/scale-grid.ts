import { decodeFloats } from '../codecs/decode-floats.ts'
import type { StoredTensor } from '../files/model-files.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { FLOAT8 } from './float8.ts'
import { elements } from './parts.ts'

/** Scales (or zeros) of rectangles of a weight, row after row. */
export interface ScaleGrid {
  readonly part: StoredTensor
  /** Rows and columns of the weight that share one. */
  readonly rows: number
  readonly columns: number
  /** Scales that lie side by side. */
  readonly across: number
}

/** The scales of one row of the weight. `out` has `across` places. */
export function gridRow(grid: ScaleGrid, reader: RowReader, row: number, out: Float32Array): void {
  const { part, across } = grid
  const bytes = reader.rows(part, (part.size / elements(part.shape)) * across, Math.floor(row / grid.rows), 1)
  scaleValues(part.type, bytes, out)
}

/** Scales of any type that formats store them in. */
export function scaleValues(type: string, bytes: Uint8Array, out: Float32Array): void {
  const small = FLOAT8.get(type)
  if (small) for (let i = 0; i < out.length; i++) out[i] = small.values[bytes[i]!]!
  // A power of two by its exponent.
  else if (type === 'F8_E8M0' || type === 'U8')
    for (let i = 0; i < out.length; i++) out[i] = bytes[i] === 255 ? Number.NaN : 2 ** (bytes[i]! - 127)
  else decodeFloats(type, bytes, out)
}

/** Spreads the scales of a row over its weights. */
export function spread(values: Float32Array, columns: number, out: Float32Array): void {
  for (let g = 0; g < values.length; g++) out.fill(values[g]!, g * columns, (g + 1) * columns)
}
