import type { BlockCodec } from '../codecs/codec.ts'
import { decodeFloats } from '../codecs/decode-floats.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { cellRows, type CellRows, type Cells } from './cells.ts'
import { inHalf, inSingle, type Narrow } from './narrow.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectPart, logical } from './parts.ts'
import { bestFit, rowCodec, type RowFit } from './row-codec.ts'

const TIE = 2 ** -16

/** A byte a weight and the largest magnitude of each row (`SCB`): value = code · SCB / 127. */
export const bitsandbytes8: PackedFormat = {
  title: 'bitsandbytes 8-bit',
  methods: ['bitsandbytes'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => (id === CODEC.type ? CODEC : undefined),
  open,
}

function claim(anchor: StoredTensor, { find }: Surroundings): StoredTensor | undefined {
  if (anchor.type !== 'I8' || !anchor.name.endsWith('.weight')) return undefined
  const scales = find(anchor.name.replace(/weight$/, 'SCB'))
  if (!scales) return undefined
  expectPart(anchor, ['I8'], anchor.shape)
  const rows = elements(anchor.shape.slice(0, -1))
  if (elements(scales.shape) !== rows || scales.type !== 'F32' || scales.size !== 4 * rows)
    throw malformed(`${JSON.stringify(scales.name)} does not have a scale for each of ${rows} rows`)
  return logical(anchor.name, CODEC.type, anchor.shape, [anchor, scales])
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const width = tensor.shape.at(-1) ?? 1
  const [codes, scales] = tensor.parts!
  return cellRows(width, (rows, first) => {
    const bytes = reader.rows(codes!, width, first, rows.length)
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) cells.codes[i] = (bytes[r * width + i]! << 24) >> 24
    const values = new Float32Array(rows.length)
    decodeFloats('F32', reader.rows(scales!, 4, first, rows.length), values)
    for (const [r, cells] of rows.entries()) cells.scales.fill(values[r]!)
  })
}

/** Weights are turned into halves before they are coded, in most versions. */
function fit(reference: Float32Array, { codes, scales }: Cells, narrow: Narrow): RowFit {
  const found: RowFit = { mismatches: 0, ties: 0, scales: 0 }
  let largest = 0
  for (let i = 0; i < codes.length; i++) largest = Math.max(largest, Math.abs(narrow(reference[i]!)))
  if (scales[0] !== Math.fround(largest)) found.scales++
  const factor = largest === 0 ? 0 : 127 / largest
  for (let i = 0; i < codes.length; i++) {
    const off = Math.abs(codes[i]! - narrow(reference[i]!) * factor)
    if (off <= 0.5) continue
    if (off <= 0.5 + TIE) found.ties++
    else found.mismatches++
  }
  return found
}

const CODEC: BlockCodec = rowCodec({
  type: 'bnb-int8',
  proof: 'exact',
  value: (code, scale) => Math.fround((code * scale) / 127),
  step: (_, scale) => scale / 127,
  fit: (reference, cells) => bestFit([inHalf, inSingle].map((narrow) => () => fit(reference, cells, narrow))),
})
