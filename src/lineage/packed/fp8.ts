import type { BlockCodec } from '../codecs/codec.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { cellRows, type CellRows, type Cells } from './cells.ts'
import { FLOAT8, gapAt, type Float8 } from './float8.ts'
import { NARROWINGS, roundEven, type Narrow } from './narrow.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectSize, logical, SCALE_TYPES } from './parts.ts'
import { bestFit, rowCodec, type RowFit } from './row-codec.ts'
import { gridRow, spread, type ScaleGrid } from './scale-grid.ts'

const TIE = 2 ** -19
const SCALES = [...SCALE_TYPES, 'F8_E8M0'] as const

/** Value = scale · number of 8 bits; the scale is of the tensor, of each row, or of rectangles. */
export const fp8: PackedFormat = {
  title: 'FP8',
  methods: ['fp8', 'fbgemm_fp8', 'compressed-tensors', 'modelopt', 'fp8_pb_wo'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => CODECS.get(id),
  open,
}

/** Numbers of 8 bits with a scale, and those that were cast as they are: there the scale is one. */
function claim(anchor: StoredTensor, { find, declared }: Surroundings): StoredTensor | undefined {
  if (!FLOAT8.has(anchor.type) || anchor.shape.length < 1) return undefined
  if (/_scale(?:_inv)?$/.test(anchor.name)) return undefined
  const scale = find(`${anchor.name}_scale_inv`) ?? find(`${anchor.name}_scale`)
  expectSize(anchor)
  const id = anchor.type === 'F8_E5M2' ? 'fp8-e5m2' : 'fp8-e4m3'
  if (!scale) return logical(anchor.name, id, anchor.shape, [anchor])
  if (!SCALES.some((t) => t === scale.type))
    throw malformed(`${JSON.stringify(scale.name)} is of type ${scale.type}, expected a scale`)
  expectSize(scale)
  const tensor = logical(anchor.name, id, anchor.shape, [anchor, scale])
  gridOf(tensor, declared.blockSize)
  return tensor
}

function gridOf(
  { name, shape, parts = [] }: StoredTensor,
  declared?: readonly number[],
): ScaleGrid | undefined {
  const part = parts[1]
  if (!part) return undefined
  const columns = shape.at(-1) ?? 1
  const rows = elements(shape) / columns
  if (elements(part.shape) === 1) return { part, rows, columns, across: 1 }
  const across = part.shape.length > 1 ? (part.shape.at(-1) ?? 1) : 1
  const down = elements(part.shape) / across
  const grid = {
    part,
    rows: blockOf(rows, down, declared?.[0]),
    columns: blockOf(columns, across, declared?.[1]),
    across,
  }
  if (grid.rows === 0 || grid.columns === 0)
    throw malformed(
      `${JSON.stringify(part.name)} of shape [${part.shape.join(', ')}] does not divide ${JSON.stringify(name)}`,
    )
  return grid
}

/** Size of blocks of which so many cover a dimension: 128 where that fits, as all known models have it. */
function blockOf(size: number, blocks: number, declared: number | undefined): number {
  const fitting = [128, declared ?? 0, 64, 32, Math.ceil(size / blocks)]
  return fitting.find((b) => b > 0 && Math.ceil(size / b) === blocks) ?? 0
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const width = tensor.shape.at(-1) ?? 1
  const [codes] = tensor.parts ?? []
  const grid = gridOf(tensor)
  const scales = new Float32Array(grid?.across ?? 1).fill(1)
  return cellRows(width, (rows, first) => {
    const bytes = reader.rows(codes!, width, first, rows.length)
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) cells.codes[i] = bytes[r * width + i]!
    for (const [r, cells] of rows.entries()) {
      if (grid && (r === 0 || (first + r) % grid.rows === 0)) gridRow(grid, reader, first + r, scales)
      spread(scales, grid?.columns ?? width, cells.scales)
    }
  })
}

function fp8Codec(id: string, type: Float8): BlockCodec {
  return rowCodec({
    type: id,
    proof: 'codes',
    value: (code, scale) => Math.fround(type.values[code]! * scale),
    step: (code, scale) => gapAt(type, type.values[code]!) * scale,
    fit: (reference, cells) => bestFit(NARROWINGS.map((narrow) => () => fit(type, reference, cells, narrow))),
  })
}

function fit(type: Float8, reference: Float32Array, { codes, scales }: Cells, narrow: Narrow): RowFit {
  let mismatches = 0
  let ties = 0
  for (let i = 0; i < codes.length; i++) {
    const scale = scales[i]!
    if (scale === 0) continue
    const quotient = narrow(narrow(reference[i]!) / scale)
    const exact = Math.max(-type.largest, Math.min(type.largest, quotient))
    const gap = gapAt(type, exact)
    const stored = type.values[codes[i]!]!
    if (stored === roundEven(exact / gap) * gap) continue
    const off = Math.abs(stored - exact)
    if (off <= gap / 2 + TIE * Math.abs(exact)) ties++
    else mismatches++
  }
  return { mismatches, ties, scales: 0 }
}

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  [...FLOAT8.values()].map((type) => {
    const id = type.type === 'F8_E5M2' ? 'fp8-e5m2' : 'fp8-e4m3'
    return [id, fp8Codec(id, type)]
  }),
)
