import { BYTES, type Field, type Span, VARINT, type WireReader } from '../../bytes/protobuf/wire.ts'
import type { ExternalTensor, TensorFlaw } from './facts.ts'

/** Bits an element of TensorProto.DataType; strings have none. */
const BITS: Readonly<Record<number, number>> = {
  1: 32,
  2: 8,
  3: 8,
  4: 16,
  5: 16,
  6: 32,
  7: 64,
  9: 8,
  10: 16,
  11: 64,
  12: 32,
  13: 64,
  14: 64,
  15: 128,
  16: 16,
  17: 8,
  18: 8,
  19: 8,
  20: 8,
  21: 4,
  22: 4,
  23: 4,
  24: 8,
  25: 2,
  26: 2,
}
/** More than any framework has; ONNX itself sets no bound. */
const MAX_RANK = 1024
/** What a signed size of 64 bits holds. */
const MAX_BYTES = (1n << 63n) - 1n

export interface TensorSeen {
  readonly external: ExternalTensor | undefined
  readonly flaw: TensorFlaw | undefined
}

/** What a TensorProto says of itself. Its data is measured, not read. */
export function readTensor(reader: WireReader, tensor: Span): TensorSeen {
  const dims: number[] = []
  const entries: [string, string][] = []
  let name = ''
  let type = 0
  let raw: Field | undefined
  let declaredExternal = false
  let segmented = false
  let manyDims = false
  for (const field of reader.fields(tensor)) {
    if (field.number === 1) {
      for (const dim of reader.numbers(field)) {
        if (dims.length < MAX_RANK) dims.push(dim)
        else manyDims = true
      }
    } else if (field.number === 2 && field.wire === VARINT) type = field.value
    else if (field.number === 3) segmented = true
    else if (field.number === 8 && field.wire === BYTES) name = reader.text(field, 256)
    else if (field.number === 9 && field.wire === BYTES) raw = field
    else if (field.number === 13 && field.wire === BYTES) {
      if (entries.length < 32) entries.push(readEntry(reader, field))
    } else if (field.number === 14 && field.wire === VARINT) declaredExternal = field.value === 1
  }
  const needs = bytesNeeded(dims, type)
  // Any entry counts, whatever data_location says: merged messages and lenient loaders read it all the same.
  const external =
    declaredExternal || entries.length > 0 ? externalOf(name, entries, needs, tensor) : undefined
  const says = manyDims
    ? `has more than ${MAX_RANK} dimensions`
    : flawOf(dims, needs, segmented || external ? undefined : raw)
  return { external, flaw: says === undefined ? undefined : { tensor: name, says, at: tensor } }
}

/** Key and value of a StringStringEntryProto. */
export function readEntry(reader: WireReader, entry: Span, limit: number = 4096): [string, string] {
  let key = ''
  let value = ''
  for (const field of reader.fields(entry)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) key = reader.text(field, 256)
    else if (field.number === 2) value = reader.text(field, limit)
  }
  return [key, value]
}

function bytesNeeded(dims: readonly number[], type: number): bigint | undefined {
  const bits = BITS[type]
  if (bits === undefined || dims.some((d) => !(d >= 0))) return undefined
  let elements = 1n
  for (const dim of dims) elements *= BigInt(dim)
  return (elements * BigInt(bits) + 7n) / 8n
}

function flawOf(
  dims: readonly number[],
  needs: bigint | undefined,
  raw: Field | undefined,
): string | undefined {
  const negative = dims.find((d) => d < 0)
  if (negative !== undefined) return `has a dimension of ${negative}`
  if (needs !== undefined && needs > MAX_BYTES) return 'has dimensions whose product overflows'
  if (raw === undefined || needs === undefined) return undefined
  const has = raw.end - raw.start
  return BigInt(has) === needs ? undefined : `holds ${has} bytes where its shape needs ${needs}`
}

const KNOWN_KEYS = new Set(['location', 'offset', 'length', 'checksum', 'basepath'])

function externalOf(
  tensor: string,
  entries: readonly [string, string][],
  needs: bigint | undefined,
  at: Span,
): ExternalTensor {
  const last = new Map(entries)
  return {
    tensor,
    location: last.get('location'),
    offset: last.get('offset'),
    length: last.get('length'),
    basepath: last.get('basepath'),
    otherKeys: entries.map(([key]) => key).filter((key) => !KNOWN_KEYS.has(key)),
    needs,
    at,
  }
}
