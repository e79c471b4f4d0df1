import type { BlockCodec } from '../codecs/codec.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { affineCodecs } from './affine-codec.ts'
import { codeAt, streamBytes } from './bits.ts'
import { cellRows, type CellRows } from './cells.ts'
import { groupsOf } from './gptq.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectPart, expectSize, logical, partOf, requiredPart, SCALE_TYPES } from './parts.ts'
import { gridRow, type ScaleGrid } from './scale-grid.ts'

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  [1, 2, 3, 4, 5, 6, 7, 8]
    .flatMap((bits) => {
      const half = 2 ** (bits - 1)
      return affineCodecs({ type: `int-${bits}`, least: -half, most: half - 1 })
    })
    .map((codec) => [codec.type, codec]),
)

/**
 * Signed codes, dense in words of 32 bits along the inputs (`weight_packed`, raised by half of their range) or a byte each
 * (`weight`), `weight_scale` a group, row or tensor, `weight_zero_point` likewise; packed zeros run along the outputs.
 */
export const compressedTensors: PackedFormat = {
  title: 'compressed-tensors',
  methods: ['compressed-tensors'],
  claim,
  codec: (id) => CODECS.get(id),
  groups: (tensor, reader) => groupsOf(tensor, reader, groupsIn(tensor)),
  open,
}

async function claim(anchor: StoredTensor, around: Surroundings): Promise<StoredTensor | undefined> {
  const packed = anchor.name.endsWith('.weight_packed') && anchor.type === 'I32'
  if (!packed && !(anchor.type === 'I8' && anchor.name.endsWith('.weight'))) return undefined
  const base = anchor.name.replace(/\.weight(?:_packed)?$/, '')
  const scale = around.find(`${base}.weight_scale`)
  if (!scale && !packed) return undefined
  if (!scale) throw malformed(`${JSON.stringify(anchor.name)} has no weight_scale`)
  const [zeros, declaredShape, order] = ['weight_zero_point', 'weight_shape', 'weight_g_idx'].map((s) =>
    around.find(`${base}.${s}`),
  )
  const shape = packed ? await shapeOf(anchor, declaredShape, around) : anchor.shape
  const [outputs = 0, inputs = 0] = shape
  const bits = packed ? bitsOf(anchor, inputs) : 8
  expectPart(anchor, ['I32', 'I8'], packed ? [outputs, streamBytes(inputs, bits) / 4] : shape)
  const groups = groupCount(scale, outputs, inputs)
  if (zeros?.type === 'I32') expectPart(zeros, ['I32'], [streamBytes(outputs, bits) / 4, groups])
  else if (zeros) expectPart(zeros, ['I8'], scale.shape)
  if (order) expectPart(order, ['I32', 'I64'], [inputs])
  const rest = [scale, zeros, order, declaredShape].filter((p) => p !== undefined)
  return logical(`${base}.weight`, `int-${bits}`, shape, [anchor, ...rest])
}

async function shapeOf(
  anchor: StoredTensor,
  declared: StoredTensor | undefined,
  around: Surroundings,
): Promise<readonly number[]> {
  if (!declared) throw malformed(`${JSON.stringify(anchor.name)} has no weight_shape`)
  expectPart(declared, ['I64', 'I32'], [2])
  const bytes = await around.bytes(declared)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = declared.type === 'I64'
  const shape = [0, 1].map((i) => (wide ? Number(view.getBigInt64(8 * i, true)) : view.getInt32(4 * i, true)))
  if (shape.some((n) => !(n > 0) || n > 2 ** 31))
    throw malformed(`${JSON.stringify(declared.name)} holds [${shape.join(', ')}], no shape`)
  return shape
}

function bitsOf(anchor: StoredTensor, inputs: number): number {
  const words = anchor.shape[1] ?? 0
  const bits = [4, 8, 2, 3, 1, 5, 6, 7].find((b) => streamBytes(inputs, b) / 4 === words)
  if (bits === undefined)
    throw malformed(
      `${JSON.stringify(anchor.name)} has ${words} words for ${inputs} inputs: no known number of bits`,
    )
  return bits
}

/** Groups in a row; one where the scale is of the row or of all. */
function groupCount(scale: StoredTensor, outputs: number, inputs: number): number {
  expectSize(scale)
  const count = elements(scale.shape)
  const groups = count === 1 ? 1 : count / outputs
  if (
    !SCALE_TYPES.some((t) => t === scale.type) ||
    !Number.isInteger(groups) ||
    groups < 1 ||
    groups > inputs
  )
    throw malformed(
      `${JSON.stringify(scale.name)} of shape [${scale.shape.join(', ')}] does not divide a weight of [${outputs}, ${inputs}]`,
    )
  return groups
}

function groupsIn(tensor: StoredTensor): number {
  const [outputs = 0, inputs = 0] = tensor.shape
  return groupCount(requiredPart(tensor, '.weight_scale'), outputs, inputs)
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const [outputs = 0, inputs = 0] = tensor.shape
  const [codes] = tensor.parts ?? []
  const bits = Number(tensor.type.slice('int-'.length))
  const packed = codes!.type === 'I32'
  const rowBytes = packed ? streamBytes(inputs, bits) : inputs
  const scale = partOf(tensor, '.weight_scale')!
  const zeros = partOf(tensor, '.weight_zero_point')
  const groups = groupsIn(tensor)
  const group = groupsOf(tensor, reader, groups)
  const grid: ScaleGrid = {
    part: scale,
    rows: elements(scale.shape) === 1 ? outputs : 1,
    columns: inputs,
    across: groups,
  }
  const middle = packed ? 2 ** (bits - 1) : 0
  const scaleOf = new Float32Array(groups)
  const zeroOf = new Float32Array(groups)
  return cellRows(inputs, (rows, first) => {
    const bytes = reader.rows(codes!, rowBytes, first, rows.length)
    for (const [r, cells] of rows.entries()) {
      const own = bytes.subarray(r * rowBytes, (r + 1) * rowBytes)
      for (let i = 0; i < inputs; i++)
        cells.codes[i] = packed ? codeAt(own, i, bits) - middle : (own[i]! << 24) >> 24
    }
    for (const [r, cells] of rows.entries()) {
      gridRow(grid, reader, first + r, scaleOf)
      if (zeros) zerosOf(zeros, { bits, middle, groups, shared: grid.rows > 1 }, reader, first + r, zeroOf)
      for (let i = 0; i < inputs; i++) {
        cells.scales[i] = scaleOf[group[i]!]!
        cells.zeros[i] = zeroOf[group[i]!]!
      }
    }
  })
}

interface ZeroLayout {
  readonly bits: number
  readonly middle: number
  readonly groups: number
  /** One for all rows. */
  readonly shared: boolean
}

function zerosOf(
  zeros: StoredTensor,
  { bits, middle, groups, shared }: ZeroLayout,
  reader: RowReader,
  row: number,
  out: Float32Array,
): void {
  if (zeros.type === 'I8') {
    const bytes = reader.rows(zeros, groups, shared ? 0 : row, 1)
    for (let g = 0; g < groups; g++) out[g] = (bytes[g]! << 24) >> 24
    return
  }
  // A stream down each group's column: the code may lie across two words.
  const word = (row * bits) >>> 5
  const two = Math.min(2, (zeros.shape[0] ?? 1) - word)
  const bytes = reader.rows(zeros, 4 * groups, word, two)
  const pair = new Uint8Array(8)
  for (let g = 0; g < groups; g++) {
    for (let w = 0; w < two; w++)
      pair.set(bytes.subarray(4 * (w * groups + g), 4 * (w * groups + g) + 4), 4 * w)
    const bit = row * bits - 32 * word
    const low = (pair[bit >>> 3]! | (pair[(bit >>> 3) + 1]! << 8)) >>> (bit & 7)
    out[g] = (low & (2 ** bits - 1)) - middle
  }
}
