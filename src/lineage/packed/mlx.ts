import type { BlockCodec } from '../codecs/codec.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { codeAt } from './bits.ts'
import { cellRows, type CellRows, type Cells } from './cells.ts'
import { inBfloat, inHalf, roundEven, type Narrow } from './narrow.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { expectPart, expectSize, logical, requiredPart, SCALE_TYPES } from './parts.ts'
import { bestFit, rowCodec, type RowFit } from './row-codec.ts'
import { gridRow, spread } from './scale-grid.ts'
import { roundAway } from '../codecs/rounding.ts'

const { fround } = Math
const BITS = [2, 3, 4, 5, 6, 8] as const
const GROUPS = [32, 64, 128] as const
const TIE = 2 ** -19
const LEAST_SCALE = fround(1e-7)

/** Codes in words of 32 bits along the inputs, `scales` and `biases` a group: value = scale · code + bias. */
export const mlx: PackedFormat = {
  title: 'MLX',
  methods: ['mlx'],
  claim(anchor, around) {
    return Promise.resolve(claim(anchor, around))
  },
  codec: (id) => CODECS.get(id),
  open,
}

function claim(anchor: StoredTensor, { find, declared }: Surroundings): StoredTensor | undefined {
  if (!anchor.name.endsWith('.weight') || anchor.type !== 'U32') return undefined
  const base = anchor.name.slice(0, -'.weight'.length)
  const scales = find(`${base}.scales`)
  const biases = find(`${base}.biases`)
  if (!scales || !biases) return undefined
  expectSize(scales)
  const words = anchor.shape.at(-1) ?? 0
  const groups = scales.shape.at(-1) ?? 0
  const kinds = GROUPS.flatMap((group) => BITS.map((bits) => ({ group, bits })))
  const fitting = kinds.filter(({ group, bits }) => groups * group * bits === words * 32)
  // 4 bits in groups of 64 take as many words as 2 bits in groups of 128: what is declared decides.
  const kind =
    fitting.find((k) => k.bits === declared.bits && k.group === declared.groupSize) ??
    fitting.find((k) => k.group === (declared.groupSize ?? 64)) ??
    fitting[0]
  if (!kind)
    throw malformed(
      `${JSON.stringify(scales.name)} has ${groups} groups for ${words} words: no known number of bits`,
    )
  const inputs = groups * kind.group
  const shape = [...anchor.shape.slice(0, -1), inputs]
  expectPart(anchor, ['U32'], anchor.shape)
  for (const part of [scales, biases]) expectPart(part, SCALE_TYPES, [...anchor.shape.slice(0, -1), groups])
  return logical(anchor.name, `mlx-${kind.bits}-${kind.group}-${scales.type}`, shape, [
    anchor,
    scales,
    biases,
  ])
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const width = tensor.shape.at(-1) ?? 1
  const [, bits = 4, group = 64] = /^mlx-(\d)-(\d+)/.exec(tensor.type)?.map(Number) ?? []
  const [codes] = tensor.parts ?? []
  const across = width / group
  const grids = ['.scales', '.biases'].map((s) => ({
    part: requiredPart(tensor, s),
    rows: 1,
    columns: group,
    across,
  }))
  const rowBytes = (width * bits) / 8
  const values = new Float32Array(across)
  return cellRows(width, (rows, first) => {
    const bytes = reader.rows(codes!, rowBytes, first, rows.length)
    for (const [r, cells] of rows.entries()) {
      const own = bytes.subarray(r * rowBytes, (r + 1) * rowBytes)
      for (let i = 0; i < width; i++) cells.codes[i] = codeAt(own, i, bits)
    }
    for (const [r, cells] of rows.entries())
      for (const [k, grid] of grids.entries()) {
        gridRow(grid, reader, first + r, values)
        spread(values, group, k === 0 ? cells.scales : cells.zeros)
      }
  })
}

interface Kind {
  readonly bits: number
  readonly group: number
  readonly scaleType: string
}

/** Scale and bias as the quantiser works them out, before they are stored. */
function ruleOf(
  reference: Float32Array,
  from: number,
  group: number,
  most: number,
  metal: boolean,
): readonly [scale: number, bias: number] {
  let low = Infinity
  // On Apple's GPU the search for the largest begins at zero.
  let high = metal ? 0 : -Infinity
  for (let i = from; i < from + group; i++) {
    if (reference[i]! < low) low = reference[i]!
    if (reference[i]! > high) high = reference[i]!
  }
  const negative = Math.abs(low) > Math.abs(high)
  const magnitude = Math.max(fround(fround(high - low) / most), LEAST_SCALE)
  const scale = negative ? magnitude : -magnitude
  const edge = negative ? low : high
  const steps = metal ? roundAway(fround(edge / scale)) : roundEven(fround(edge / scale))
  return steps === 0 ? [scale, 0] : [fround(edge / steps), edge]
}

const STORED: Readonly<Record<string, Narrow>> = { F32: fround, F16: inHalf, BF16: inBfloat }

/** Every byte follows: scale and bias from the edges of the group, codes from them before they are rounded to their type. */
function ruled(
  { bits, group, scaleType }: Kind,
  reference: Float32Array,
  { codes, scales, zeros }: Cells,
  metal: boolean,
): RowFit {
  const found: RowFit = { mismatches: 0, ties: 0, scales: 0 }
  const most = 2 ** bits - 1
  const stored = STORED[scaleType]!
  for (let from = 0; from < codes.length; from += group) {
    const [scale, bias] = ruleOf(reference, from, group, most, metal)
    if (!near(scale, stored, scales[from]!) || stored(bias) !== zeros[from]!) found.scales++
    for (let i = from; i < from + group; i++)
      count(found, fround(fround(reference[i]! - bias) / scale), codes[i]!, most)
  }
  return found
}

/** Divisions on a GPU may be off in the last bits of float32, and rounding may make that a step of the stored type. */
function near(expected: number, stored: Narrow, found: number): boolean {
  const slack = Math.abs(expected) * 2 ** -22
  return [expected, expected - slack, expected + slack].some((value) => stored(fround(value)) === found)
}

/** Scales that were learned: the codes follow from the stored ones. */
function given(bits: number, reference: Float32Array, { codes, scales, zeros }: Cells): RowFit {
  const found: RowFit = { mismatches: 0, ties: 0, scales: 0 }
  for (let i = 0; i < codes.length; i++)
    if (scales[i] !== 0) count(found, (reference[i]! - zeros[i]!) / scales[i]!, codes[i]!, 2 ** bits - 1)
  return found
}

function count(found: RowFit, exact: number, code: number, most: number): void {
  const off = Math.abs(code - Math.min(most, Math.max(0, exact)))
  if (off <= 0.5) return
  if (off <= 0.5 + TIE * Math.max(1, Math.abs(exact))) found.ties++
  else found.mismatches++
}

function codecsOf(bits: number, group: number, scaleType: string): readonly BlockCodec[] {
  const type = `mlx-${bits}-${group}-${scaleType}`
  const shared = {
    value: (code: number, scale: number, bias: number) => fround(fround(code * scale) + bias),
    step: (_: number, scale: number) => scale,
  }
  return [
    rowCodec({
      type,
      proof: 'exact',
      ...shared,
      fit: (reference, cells) =>
        bestFit(
          [false, true].map((metal) => () => ruled({ bits, group, scaleType }, reference, cells, metal)),
        ),
    }),
    rowCodec({
      type: `${type}/given`,
      proof: 'codes',
      ...shared,
      withoutResidual: true,
      fit: (reference, cells) => given(bits, reference, cells),
    }),
  ]
}

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  BITS.flatMap((bits) =>
    GROUPS.flatMap((group) => SCALE_TYPES.flatMap((scaleType) => codecsOf(bits, group, scaleType))),
  ).map((codec) => [codec.type, codec]),
)
