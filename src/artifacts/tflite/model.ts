import type { FlatReader, Table } from '../../bytes/flatbuffer.ts'
import { overLimit } from '../../model/read-error.ts'
import type { CustomOperator, TfliteFacts, TfliteFlaw } from './facts.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends TfliteFacts {
  version: number
  description: string
  operators: number
  tensors: number
  readonly customOperators: CustomOperator[]
  readonly flaws: TfliteFlaw[]
}

const MAX_CUSTOM = 10_000
const MAX_FLAWS = 100
/** Bits an element of TensorType; types without a fixed size are absent. */
const BITS: Readonly<Record<number, number>> = {
  0: 32,
  1: 16,
  2: 32,
  3: 8,
  4: 64,
  6: 8,
  7: 16,
  8: 64,
  9: 8,
  10: 64,
  11: 128,
  12: 64,
  15: 32,
  16: 16,
  17: 4,
}

export function emptyModel(): Collected {
  return { version: 0, description: '', operators: 0, tensors: 0, customOperators: [], flaws: [] }
}

/** Walks a tflite.Model into `facts`. */
export function readModel(reader: FlatReader, facts: Collected): void {
  const model = reader.root()
  facts.version = number(reader, model, 0)
  facts.description = reader.text(model, 3) ?? ''
  for (const code of reader.tables(model, 1)) {
    const name = reader.text(code, 1)
    facts.operators++
    if (name === undefined || name === '') continue
    if (facts.customOperators.length >= MAX_CUSTOM)
      throw overLimit(`more than ${MAX_CUSTOM} custom operators`, code)
    facts.customOperators.push({ name, at: code })
  }
  const buffers = [...reader.tables(model, 4)].map((buffer) => bufferSize(reader, buffer, facts))
  for (const graph of reader.tables(model, 2)) {
    for (const operator of reader.tables(graph, 3)) {
      const index = number(reader, operator, 0)
      if (index >= facts.operators)
        flaw(facts, `an operator uses code ${index} of ${facts.operators}`, operator)
    }
    for (const tensor of reader.tables(graph, 0)) readTensor(reader, tensor, buffers, facts)
  }
}

function number(reader: FlatReader, table: Table, index: number): number {
  const at = reader.field(table, index)
  return at === undefined ? 0 : reader.u32(at)
}

/** Bytes of a buffer: inside the flatbuffer, or behind it by offset and size. */
function bufferSize(reader: FlatReader, buffer: Table, facts: Collected): bigint {
  const inside = reader.vector(buffer, 0, 1)
  const offsetAt = reader.field(buffer, 1)
  const sizeAt = reader.field(buffer, 2)
  const offset = offsetAt === undefined ? 0n : reader.u64(offsetAt)
  const size = sizeAt === undefined ? 0n : reader.u64(sizeAt)
  // Offsets 0 and 1 are placeholders of the converter.
  if (offset > 1n && offset + size > BigInt(reader.bytes.size))
    flaw(facts, `a buffer of ${size} bytes at ${offset} leaves the file`, buffer)
  return offset > 1n ? size : BigInt(inside?.count ?? 0)
}

function readTensor(reader: FlatReader, tensor: Table, buffers: readonly bigint[], facts: Collected): void {
  facts.tensors++
  const index = number(reader, tensor, 2)
  const has = buffers[index]
  const name = JSON.stringify(reader.text(tensor, 3, 80) ?? '')
  if (has === undefined)
    return flaw(facts, `tensor ${name} uses buffer ${index} of ${buffers.length}`, tensor)
  const typeAt = reader.field(tensor, 1)
  const bits = BITS[typeAt === undefined ? 0 : reader.i8(typeAt)]
  const isSparse = reader.field(tensor, 6) !== undefined
  if (has === 0n || bits === undefined || isSparse) return
  let elements = 1n
  const shape = reader.vector(tensor, 0, 4)
  for (let i = 0; i < Math.min(shape?.count ?? 0, 64); i++) elements *= BigInt(reader.i32(shape!.at + 4 * i))
  const needs = (elements * BigInt(bits) + 7n) / 8n
  if (needs !== has) flaw(facts, `tensor ${name} holds ${has} bytes where its shape needs ${needs}`, tensor)
}

function flaw(facts: Collected, says: string, at: number): void {
  if (facts.flaws.length < MAX_FLAWS) facts.flaws.push({ says, at })
}
