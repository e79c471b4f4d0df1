import type { BlockCodec } from '../codecs/codec.ts'
import { decodeFloats } from '../codecs/decode-floats.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { cellRows, type CellRows, type Cells } from './cells.ts'
import { NARROWINGS, type Narrow } from './narrow.ts'
import { beyond, E2M1, gapOf } from './nibble-tables.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectPart, expectSize, logical } from './parts.ts'
import { bestFit, rowCodec, type RowFit } from './row-codec.ts'
import { scaleValues } from './scale-grid.ts'

const TIE = 2 ** -19

/** 4-bit floats, the first of two in the low half of a byte, with a power of two a 32 (MXFP4) or 8 bits and a factor of all a 16 (NVFP4). */
export const float4: PackedFormat = {
  title: 'FP4',
  methods: ['mxfp4', 'compressed-tensors', 'modelopt', 'nvfp4', 'mlx'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => CODECS.get(id),
  open,
}

/** How the makers of models name the parts. The factor of all divides in compressed-tensors and multiplies elsewhere. */
const NAMINGS: readonly {
  readonly codes: RegExp
  readonly logical: string
  readonly scales: string
  readonly factor?: string
}[] = [
  { codes: /_blocks$/, logical: '', scales: '_scales' },
  { codes: /\.weight_packed$/, logical: '.weight', scales: '.weight_scale', factor: '.weight_global_scale' },
  { codes: /\.weight$/, logical: '.weight', scales: '.weight_scale', factor: '.weight_scale_2' },
  { codes: /\.weight$/, logical: '.weight', scales: '.scales' },
]

function claim(anchor: StoredTensor, { find }: Surroundings): StoredTensor | undefined {
  if (anchor.type !== 'U8' && anchor.type !== 'U32') return undefined
  for (const naming of NAMINGS) {
    if (!naming.codes.test(anchor.name)) continue
    const base = anchor.name.replace(naming.codes, '')
    const scales = find(base + naming.scales)
    if (!scales || !['U8', 'F8_E8M0', 'F8_E4M3'].includes(scales.type)) continue
    const factor = naming.factor === undefined ? undefined : find(base + naming.factor)
    return weight(base + naming.logical, anchor, scales, factor)
  }
  return undefined
}

function weight(
  name: string,
  codes: StoredTensor,
  scales: StoredTensor,
  factor: StoredTensor | undefined,
): StoredTensor {
  const group = scales.type === 'F8_E4M3' ? 16 : 32
  expectSize(codes)
  expectSize(scales)
  const inputs = (scales.shape.at(-1) ?? 0) * group
  const shape = [...scales.shape.slice(0, -1), inputs]
  if (codes.size * 2 !== elements(shape))
    throw malformed(
      `${JSON.stringify(scales.name)} of shape [${scales.shape.join(', ')}] does not fit ${JSON.stringify(codes.name)}`,
    )
  if (group === 16 && !factor)
    throw malformed(`${JSON.stringify(codes.name)} has no scale of the whole tensor`)
  if (factor) {
    expectSize(factor)
    if (elements(factor.shape) !== 1) expectPart(factor, ['F32'], [1])
  }
  const used = factor ? [factor] : []
  return logical(name, group === 16 ? 'nvfp4' : 'mxfp4', shape, [codes, scales, ...used])
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const width = tensor.shape.at(-1) ?? 1
  const [codes, scales, factor] = tensor.parts!
  const group = tensor.type === 'nvfp4' ? 16 : 32
  const across = width / group
  const all = new Float32Array([1])
  if (factor) decodeFloats(factor.type, reader.rows(factor, factor.size, 0, 1), all)
  const divides = factor?.name.endsWith('.weight_global_scale')
  return cellRows(width, (rows, first) => {
    const bytes = reader.rows(codes!, width / 2, first, rows.length)
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) cells.codes[i] = (bytes[(r * width + i) >> 1]! >> (4 * (i & 1))) & 15
    const values = new Float32Array(rows.length * across)
    scaleValues(scales!.type, reader.rows(scales!, across, first, rows.length), values)
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) {
        const scale = values[r * across + Math.floor(i / group)]!
        cells.scales[i] = divides ? scale / all[0]! : scale * all[0]!
      }
  })
}

function fit(reference: Float32Array, { codes, scales }: Cells, narrow: Narrow): RowFit {
  const found: RowFit = { mismatches: 0, ties: 0, scales: 0 }
  for (let i = 0; i < codes.length; i++) {
    const scale = scales[i]!
    if (scale === 0) continue
    const exact = narrow(narrow(reference[i]!) / scale)
    const over = beyond(E2M1, codes[i]!, exact)
    if (over <= 0) continue
    if (over <= TIE * Math.max(1, Math.abs(exact))) found.ties++
    else found.mismatches++
  }
  return found
}

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  ['mxfp4', 'nvfp4'].map((type) => [
    type,
    rowCodec({
      type,
      proof: 'codes',
      value: (code, scale) => Math.fround(E2M1.values[code]! * scale),
      step: (code, scale) => gapOf(E2M1, code) * scale,
      fit: (reference, cells) => bestFit(NARROWINGS.map((narrow) => () => fit(reference, cells, narrow))),
    }),
  ]),
)
