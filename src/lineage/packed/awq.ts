import { STAT, type BlockCodec } from '../codecs/codec.ts'
import { decodeFloats } from '../codecs/decode-floats.ts'
import { floatCodecs } from '../codecs/floats.ts'
import { addSums } from '../codecs/forced.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { affineCodec } from './affine-codec.ts'
import { CELL_BYTES, cellRows, type CellRows } from './cells.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { expectPart, expectSize, logical, requiredPart, SCALE_TYPES } from './parts.ts'

/** Of eight neighbouring outputs, which four bits of the word each has. */
const NIBBLE = [0, 4, 1, 5, 2, 6, 3, 7] as const
/**
 * Factors of the inputs are known to a rounding of the norm that they were divided out of, or as far as codes tell them;
 * weights were rounded to halves after each step. 2^-9 leaves 1 in a million codes of small matrices over.
 */
const TIE = 2 ** -8

const ID = /^awq-4-(\d{1,7})$/

/** Whether a codec is that of weights that may have taken up factors. */
export function isAwq(codec: string): boolean {
  return ID.test(codec)
}

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  [...['F16', 'BF16', 'F32'].map(divided), ...['awq-4', 'F16', 'BF16', 'F32'].map(unfolded)].map((codec) => [
    codec.type,
    codec,
  ]),
)

/**
 * Codes run along the outputs, eight in a word in an order of their own: `qweight` [in, out/8], `qzeros` [in/g, out/8],
 * `scales` [in/g, out]. The weights were multiplied by a factor an input, and what feeds them was divided by it.
 */
export const awq: PackedFormat = {
  title: 'AWQ',
  methods: ['awq'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => CODECS.get(id) ?? coded(id),
  open,
}

function claim(anchor: StoredTensor, { find }: Surroundings): StoredTensor | undefined {
  if (!anchor.name.endsWith('.qweight') || anchor.shape.length !== 2) return undefined
  const base = anchor.name.slice(0, -'.qweight'.length)
  const scales = find(`${base}.scales`)
  const zeros = find(`${base}.qzeros`)
  const [inputs = 0, words = 0] = anchor.shape
  const [groups = 0, outputs = 0] = scales?.shape ?? []
  if (!scales || !zeros || outputs !== words * 8) return undefined
  expectPart(anchor, ['I32', 'U32'], [inputs, words])
  expectPart(zeros, ['I32', 'U32'], [groups, words])
  expectSize(scales)
  if (!SCALE_TYPES.some((t) => t === scales.type) || groups < 1 || inputs % groups !== 0)
    throw malformed(
      `${JSON.stringify(scales.name)} has ${groups} groups of type ${scales.type} for ${inputs} inputs`,
    )
  return logical(`${base}.weight`, `awq-4-${inputs / groups}`, [outputs, inputs], [anchor, zeros, scales])
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const [outputs = 0, inputs = 0] = tensor.shape
  const codes = requiredPart(tensor, '.qweight')
  const zeros = requiredPart(tensor, '.qzeros')
  const scales = requiredPart(tensor, '.scales')
  const groups = scales.shape[0] ?? 1
  const size = inputs / groups
  const words = outputs / 8
  return cellRows(inputs, (rows, first) => {
    const count = rows.length
    const from = Math.floor(first / 8)
    const wordCount = Math.ceil((first + count) / 8) - from
    const column = (part: StoredTensor, row: number): ((r: number) => number) => {
      const strip = reader.rows(part, 4, row * words + from, wordCount)
      return (r) => {
        const at = first + r - 8 * from
        const nibble = NIBBLE[at & 7]!
        return (strip[4 * (at >> 3) + (nibble >> 1)]! >> (4 * (nibble & 1))) & 15
      }
    }
    const scaleOf = new Float32Array(count)
    for (let g = 0; g < groups; g++) {
      const bytes = scales.size / (groups * outputs)
      decodeFloats(scales.type, reader.rows(scales, bytes, g * outputs + first, count), scaleOf)
      const zeroAt = column(zeros, g)
      for (const [r, cells] of rows.entries()) {
        cells.scales.fill(scaleOf[r]!, g * size, (g + 1) * size)
        cells.zeros.fill(zeroAt(r), g * size, (g + 1) * size)
      }
      for (let i = g * size; i < (g + 1) * size; i++) {
        const codeOf = column(codes, i)
        for (const [r, cells] of rows.entries()) cells.codes[i] = codeOf(r)
      }
    }
  })
}

/** Codecs differ in their group, of which there is one in a model. */
const OPENED = new Map<string, BlockCodec>()

function coded(id: string): BlockCodec | undefined {
  const group = ID.exec(id)?.[1]
  if (group === undefined) return undefined
  const codec =
    OPENED.get(id) ?? affineCodec({ type: id, least: 0, most: 15, tie: TIE, cutGroup: Number(group) })
  OPENED.set(id, codec)
  return codec
}

/** A norm that factors were taken out of: the weights that took them up say which. What is left to see is a sign or a zero. */
function divided(type: string): BlockCodec {
  const plain = floatCodecs.find((codec) => codec.type === type)!
  return {
    ...plain,
    type: `${type}/folded`,
    proof: 'codes',
    check(reference, row, stats, at) {
      const values = new Float32Array(reference.length)
      plain.dequantise(row, values)
      for (let i = 0; i < values.length; i++)
        if (!(values[i]! * reference[i]! > 0) && reference[i] !== values[i]) stats[at + STAT.mismatches]!++
      addSums(reference, 0, values, stats, at)
    },
  }
}

/** Where not all rows are at hand, factors are not known and nothing is compared. */
function unfolded(type: string): BlockCodec {
  return {
    type: `${type}/unfolded`,
    blockWeights: 1,
    blockBytes: CELL_BYTES,
    proof: 'codes',
    dequantise: () => {},
    check() {
      throw new ReadError(
        'unsupported',
        'AWQ moves factors between weights, which only whole files show: give local ones',
      )
    },
  }
}
