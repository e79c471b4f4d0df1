import { codeAt, streamBytes } from './bits.ts'
import type { BlockCodec } from '../codecs/codec.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { decodeFloats } from '../codecs/decode-floats.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { affineCodecs } from './affine-codec.ts'
import { cellRows, type CellRows } from './cells.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectPart, expectSize, logical, requiredPart, SCALE_TYPES } from './parts.ts'

const BITS = [2, 3, 4, 8] as const
const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  BITS.flatMap((bits) =>
    [`gptq-${bits}`, `gptq-${bits}-v2`].flatMap((type) =>
      affineCodecs({ type, least: 0, most: 2 ** bits - 1 }),
    ),
  ).map((codec) => [codec.type, codec]),
)

/**
 * Codes run along the inputs in words of 32 bits, a column an output: `qweight` [in·b/32, out], `qzeros` [groups, out·b/32],
 * `scales` [groups, out], `g_idx` [in]. The first version of the format stores zeros less one.
 */
export const gptq: PackedFormat = {
  title: 'GPTQ',
  methods: ['gptq', 'auto-round', 'intel/auto-round', 'autoround'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => CODECS.get(id),
  groups: (tensor, reader) => groupsOf(tensor, reader, requiredPart(tensor, '.scales').shape[0] ?? 0),
  open,
}

function claim(anchor: StoredTensor, { find, declared }: Surroundings): StoredTensor | undefined {
  if (!anchor.name.endsWith('.qweight') || anchor.shape.length !== 2) return undefined
  const base = anchor.name.slice(0, -'.qweight'.length)
  const [scales, zeros, order] = ['scales', 'qzeros', 'g_idx'].map((s) => find(`${base}.${s}`))
  if (!scales || !zeros)
    throw malformed(`${JSON.stringify(anchor.name)} has no ${scales ? 'qzeros' : 'scales'}`)
  const [words = 0, outputs = 0] = anchor.shape
  const [groups = 0, columns = 0] = scales.shape
  if (columns !== outputs) return undefined
  const bits = bitsOf(zeros, outputs, declared.bits)
  const inputs = order ? elements(order.shape) : Math.floor((words * 32) / bits)
  expectPart(anchor, ['I32', 'U32'], [streamBytes(inputs, bits) / 4, outputs])
  expectPart(zeros, ['I32', 'U32'], [groups, streamBytes(outputs, bits) / 4])
  expectSize(scales)
  if (!SCALE_TYPES.some((t) => t === scales.type) || groups < 1 || groups > inputs)
    throw malformed(
      `${JSON.stringify(scales.name)} has ${groups} groups of type ${scales.type} for ${inputs} inputs`,
    )
  if (order) expectPart(order, ['I32', 'I64'], [inputs])
  const id = `gptq-${bits}${declared.format === 'gptq_v2' ? '-v2' : ''}`
  return logical(`${base}.weight`, id, [outputs, inputs], [anchor, zeros, scales, ...(order ? [order] : [])])
}

/** From the packed zeros; of narrow weights several fit, and the declared ones decide. */
function bitsOf(zeros: StoredTensor, outputs: number, declared: number | undefined): number {
  const words = zeros.shape[1] ?? 0
  const fitting = BITS.filter((b) => streamBytes(outputs, b) / 4 === words)
  const bits =
    fitting.find((b) => b === declared) ?? fitting.find((b) => b * outputs === words * 32) ?? fitting[0]
  if (bits === undefined)
    throw malformed(
      `${JSON.stringify(zeros.name)} has ${words} words for ${outputs} outputs: no known number of bits`,
    )
  return bits
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const [outputs = 0, inputs = 0] = tensor.shape
  const bits = Number(/^gptq-(\d)/.exec(tensor.type)?.[1])
  const more = tensor.type.endsWith('-v2') ? 0 : 1
  const codes = requiredPart(tensor, '.qweight')
  const zeros = requiredPart(tensor, '.qzeros')
  const scales = requiredPart(tensor, '.scales')
  const groups = scales.shape[0] ?? 0
  const group = groupsOf(tensor, reader, groups)
  const words = streamBytes(inputs, bits) / 4
  const zeroWords = streamBytes(outputs, bits)
  return cellRows(inputs, (rows, first) => {
    const count = rows.length
    const columns = new Uint32Array(count * words)
    for (let word = 0; word < words; word++) {
      const strip = reader.rows(codes, 4, word * outputs + first, count)
      const view = new DataView(strip.buffer, strip.byteOffset, strip.byteLength)
      for (let r = 0; r < count; r++) columns[r * words + word] = view.getUint32(4 * r, true)
    }
    const stream = new Uint8Array(columns.buffer)
    const scaleOf = new Float32Array(groups * count)
    const zeroOf = new Float32Array(groups * count)
    for (let g = 0; g < groups; g++) {
      const size = scales.size / (groups * outputs)
      const strip = reader.rows(scales, size, g * outputs + first, count)
      decodeFloats(scales.type, strip, scaleOf.subarray(g * count, (g + 1) * count))
      const packed = reader.rows(zeros, zeroWords, g, 1)
      for (let r = 0; r < count; r++) zeroOf[g * count + r] = codeAt(packed, first + r, bits) + more
    }
    for (const [r, cells] of rows.entries()) {
      const own = stream.subarray(r * words * 4, (r + 1) * words * 4)
      for (let i = 0; i < inputs; i++) {
        const g = group[i]! * count + r
        cells.codes[i] = codeAt(own, i, bits)
        cells.scales[i] = scaleOf[g]!
        cells.zeros[i] = zeroOf[g]!
      }
    }
  })
}

/** The group of every input. With act-order they are not neighbours. */
export function groupsOf(tensor: StoredTensor, reader: RowReader, groups: number): Int32Array {
  const inputs = tensor.shape.at(-1) ?? 0
  const order = tensor.parts?.find((p) => p.name.endsWith('g_idx'))
  const size = Math.ceil(inputs / groups)
  const found = new Int32Array(inputs)
  const bytes = order && reader.rows(order, order.size, 0, 1)
  const view = bytes && new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = order?.type === 'I64'
  for (let i = 0; i < inputs; i++) {
    const group = !view
      ? Math.floor(i / size)
      : wide
        ? Number(view.getBigInt64(8 * i, true))
        : view.getInt32(4 * i, true)
    // Negative numbers stand for inputs without an order in compressed-tensors.
    if (group >= groups || group < 0)
      throw malformed(
        `${JSON.stringify(order?.name ?? tensor.name)} puts input ${i} into group ${group} of ${groups}`,
      )
    found[i] = group
  }
  return found
}
