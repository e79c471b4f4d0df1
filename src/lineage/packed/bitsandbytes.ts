import type { BlockCodec } from '../codecs/codec.ts'
import { decodeFloats } from '../codecs/decode-floats.ts'
import { own, ownNumber, ownText, parseObject, type JsonObject } from '../fields/json-object.ts'
import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { cellRows, type CellRows, type Cells } from './cells.ts'
import { beyond, FP4, gapOf, NF4, type NibbleTable } from './nibble-tables.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'
import { elements, expectPart, logical, partOf, requiredPart } from './parts.ts'
import { rowCodec, type RowFit } from './row-codec.ts'

const TABLES = [NF4, FP4] as const
const BLOCKS = [32, 64, 128, 256, 512, 1024, 2048, 4096] as const
/** Relative: multiplied by an inverse where others divide. */
const TIE = 2 ** -21
const STATE = /\.quant_state\.bitsandbytes__(nf4|fp4)$/

/**
 * Two codes in a byte, the first in the high half, over the flattened weight; `absmax` a block, itself often 8 bits of a
 * table (`nested_…`); a description in JSON.
 */
export const bitsandbytes4: PackedFormat = {
  title: 'bitsandbytes 4-bit',
  methods: ['bitsandbytes'],
  claim,
  codec: (id) => CODECS.get(id),
  open,
}

interface State {
  readonly blocksize: number
  readonly shape: readonly number[]
  readonly nested?: { readonly blocksize: number; readonly offset: number }
}

async function claim(anchor: StoredTensor, around: Surroundings): Promise<StoredTensor | undefined> {
  if (anchor.type !== 'U8' || !anchor.name.endsWith('.weight')) return undefined
  const named = (suffix: string): StoredTensor | undefined => around.find(`${anchor.name}.${suffix}`)
  const table = TABLES.find((t) => named(`quant_state.bitsandbytes__${t.name}`))
  if (!table) return undefined
  const described = named(`quant_state.bitsandbytes__${table.name}`)!
  const absmax = named('absmax')
  if (!absmax) throw malformed(`${JSON.stringify(anchor.name)} has no absmax`)
  const state = stateOf(described, await around.bytes(described))
  const count = elements(state.shape)
  const blocks = Math.ceil(count / state.blocksize)
  expectPart(anchor, ['U8'], anchor.shape)
  if (anchor.size !== Math.ceil(count / 2))
    throw malformed(
      `${JSON.stringify(anchor.name)} has ${anchor.size} bytes, its description needs ${Math.ceil(count / 2)}`,
    )
  expectPart(absmax, state.nested ? ['U8'] : ['F32'], [blocks])
  const nested = ['nested_absmax', 'nested_quant_map'].flatMap((s) => named(s) ?? [])
  if (state.nested) {
    if (nested.length < 2) throw malformed(`${JSON.stringify(anchor.name)} lacks its nested scales`)
    expectPart(nested[0]!, ['F32'], [Math.ceil(blocks / state.nested.blocksize)])
    expectPart(nested[1]!, ['F32'], [256])
  }
  const map = named('quant_map')
  if (map) await expectTable(map, table, around)
  const id = `${table.name}-${state.blocksize}${state.nested ? '-nested' : ''}`
  return logical(anchor.name, id, state.shape, [anchor, absmax, described, ...nested, ...(map ? [map] : [])])
}

/** A file brings the values of its codes along: others than the known ones would make other weights of the same codes. */
async function expectTable(map: StoredTensor, table: NibbleTable, around: Surroundings): Promise<void> {
  expectPart(map, ['F32'], [16])
  const values = new Float32Array(16)
  decodeFloats('F32', await around.bytes(map), values)
  const known = table.values.every((v, i) => Math.abs(v - values[i]!) <= 1e-6)
  if (!known) throw malformed(`${JSON.stringify(map.name)} holds other values than those of ${table.name}`)
}

function stateOf(part: StoredTensor, bytes: Uint8Array): State {
  const object = parseObject(Buffer.from(bytes))
  const shape = own(object, 'shape')
  const blocksize = ownNumber(object, 'blocksize')
  const type = STATE.exec(part.name)?.[1]
  if (
    !object ||
    !Array.isArray(shape) ||
    shape.length > 4 ||
    !shape.every((n) => Number.isSafeInteger(n) && n > 0)
  )
    throw malformed(`${JSON.stringify(part.name)} describes no shape`)
  if (!BLOCKS.some((b) => b === blocksize))
    throw malformed(`${JSON.stringify(part.name)} has blocks of ${String(blocksize)}`)
  if ((ownText(object, 'quant_type') ?? type) !== type)
    throw malformed(
      `${JSON.stringify(part.name)} is described as ${JSON.stringify(ownText(object, 'quant_type'))}`,
    )
  return { blocksize: blocksize!, shape, ...nestedOf(object, part) }
}

function nestedOf(object: JsonObject, part: StoredTensor): Pick<State, 'nested'> {
  const blocksize = ownNumber(object, 'nested_blocksize')
  if (blocksize === undefined) return {}
  const offset = ownNumber(object, 'nested_offset')
  if (!BLOCKS.some((b) => b === blocksize) || offset === undefined || !Number.isFinite(offset))
    throw malformed(`${JSON.stringify(part.name)} describes no nested scales`)
  return { nested: { blocksize, offset } }
}

function open(tensor: StoredTensor, reader: RowReader): CellRows {
  const width = tensor.shape.at(-1) ?? 1
  const codes = tensor.parts![0]!
  const described = tensor.parts!.find((p) => STATE.test(p.name))!
  const { blocksize, nested } = stateIn(tensor, described, reader.rows(described, described.size, 0, 1))
  const scalesOf = nested ? nestedScales(tensor, nested, reader) : plainScales(tensor, reader)
  return cellRows(width, (rows, first) => {
    const start = first * width
    const end = start + rows.length * width
    const bytes = reader.rows(codes, 1, Math.floor(start / 2), Math.ceil(end / 2) - Math.floor(start / 2))
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) {
        const at = start + r * width + i
        const byte = bytes[Math.floor(at / 2) - Math.floor(start / 2)]!
        cells.codes[i] = at % 2 === 0 ? byte >> 4 : byte & 15
      }
    const firstBlock = Math.floor(start / blocksize)
    const scales = scalesOf(firstBlock, Math.ceil(end / blocksize) - firstBlock)
    for (const [r, cells] of rows.entries())
      for (let i = 0; i < width; i++) {
        const block = Math.floor((start + r * width + i) / blocksize) - firstBlock
        cells.scales[i] = scales.values[block]!
        cells.zeros[i] = scales.slack[block]!
      }
  })
}

/** What `claim` found in the description. Where zeros stand for bytes that are not there yet, what it takes to ask for the others. */
function stateIn({ type, shape }: StoredTensor, described: StoredTensor, bytes: Uint8Array): State {
  if (bytes.some((b) => b !== 0)) return stateOf(described, bytes)
  const blocksize = Number(/-(\d+)/.exec(type)?.[1])
  return { blocksize, shape, ...(type.endsWith('-nested') && { nested: { blocksize: 256, offset: 0 } }) }
}

/** Scales of blocks, and how far each may be from the largest magnitude of its block. */
interface Scales {
  readonly values: Float32Array
  readonly slack: Float32Array
}

type ScalesOf = (first: number, count: number) => Scales

function plainScales(tensor: StoredTensor, reader: RowReader): ScalesOf {
  const absmax = requiredPart(tensor, '.weight.absmax')
  return (first, count) => {
    const values = new Float32Array(count)
    decodeFloats('F32', reader.rows(absmax, 4, first, count), values)
    return { values, slack: new Float32Array(count) }
  }
}

function nestedScales(
  tensor: StoredTensor,
  { blocksize, offset }: NonNullable<State['nested']>,
  reader: RowReader,
): ScalesOf {
  const absmax = requiredPart(tensor, '.weight.absmax')
  const outer = requiredPart(tensor, '.nested_absmax')
  const mapPart = partOf(tensor, '.nested_quant_map')!
  const map = new Float32Array(256)
  decodeFloats('F32', reader.rows(mapPart, 1024, 0, 1), map)
  const sorted = map.toSorted()
  return (first, count) => {
    const bytes = Uint8Array.from(reader.rows(absmax, 1, first, count))
    const firstOuter = Math.floor(first / blocksize)
    const outers = new Float32Array(Math.ceil((first + count) / blocksize) - firstOuter)
    decodeFloats('F32', reader.rows(outer, 4, firstOuter, outers.length), outers)
    const values = new Float32Array(count)
    const slack = new Float32Array(count)
    for (let b = 0; b < count; b++) {
      const scale = outers[Math.floor((first + b) / blocksize) - firstOuter]!
      const value = map[bytes[b]!]!
      values[b] = Math.fround(Math.fround(value * scale) + offset)
      slack[b] = Math.abs(scale) * halfGap(sorted, value) + Math.abs(offset) * 1e-5
    }
    return { values, slack }
  }
}

/** Half the larger distance from a value of a sorted table to its neighbours; the lowest takes all down to −1. */
function halfGap(sorted: Float32Array, value: number): number {
  const place = sorted.indexOf(value)
  const down = place > 0 ? value - sorted[place - 1]! : 2 * Math.max(0, value + 1)
  const up = place < sorted.length - 1 ? sorted[place + 1]! - value : 0
  return Math.max(down, up) / 2
}

/** Codes follow from the largest magnitude of each block of the reference, and so does what is stored of that. */
function nibbleFit(
  table: NibbleTable,
  blocksize: number,
  reference: Float32Array,
  { codes, scales, zeros }: Cells,
): RowFit {
  const found: RowFit = { mismatches: 0, ties: 0, scales: 0 }
  // Blocks that go across rows are judged by the stored scale.
  const whole = codes.length % blocksize === 0
  for (let from = 0; from < codes.length; from += blocksize) {
    const end = Math.min(codes.length, from + blocksize)
    let largest = 0
    for (let i = from; i < end; i++) largest = Math.max(largest, Math.abs(reference[i]!))
    if (whole && !(Math.abs(largest - scales[from]!) <= zeros[from]!)) found.scales++
    for (let i = from; i < end; i++) {
      const scale = whole ? largest : scales[i]!
      const inverse = scale === 0 ? 0 : Math.fround(1 / scale)
      const over = beyond(table, codes[i]!, Math.fround(reference[i]! * inverse))
      if (over <= 0) continue
      if (over <= TIE + (whole || zeros[i] === 0 ? 0 : zeros[i]! / scale)) found.ties++
      else found.mismatches++
    }
  }
  return found
}

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  TABLES.flatMap((table) =>
    BLOCKS.flatMap((blocksize) =>
      ['', '-nested'].map((nested) => {
        const type = `${table.name}-${blocksize}${nested}`
        return [
          type,
          rowCodec({
            type,
            proof: 'exact',
            value: (code, scale) => Math.fround(table.values[code]! * scale),
            step: (code, scale) => gapOf(table, code) * scale,
            fit: (reference, cells) => nibbleFit(table, blocksize, reference, cells),
          }),
        ]
      }),
    ),
  ),
)
