import { createNameSet } from '../../bytes/name-set.ts'
import { createSpans, type Spans } from '../../bytes/spans.ts'
import type { Context } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import type { GgufCursor } from './cursor.ts'
import { LAST_FORK_TYPE, NEVER_STORED, tensorSize, tensorType } from './tensor-types.ts'
import { addFlaw, checkRoom, LISTED_TENSORS, quote, readName, type Walked } from './walk.ts'

const MAX_DIMENSIONS = 4
/** ggml keeps names in 64 bytes with their end; some image tools write up to twice that. */
const MAX_TENSOR_NAME = 63
const MAX_FORK_NAME = 127

/** Ranges count from the start of the tensor data. A tensor of unknown type has no end of its own. */
export interface Table {
  readonly spans: Spans
  readonly complete: boolean
}

export function readTensorTable(cursor: GgufCursor, walked: Walked, count: number, ctx: Context): Table {
  checkRoom(cursor, walked, count, cursor.countBytes + 16, 'tensors')
  const spans = createSpans()
  const names = createNameSet()
  const start = cursor.offset
  let complete = true
  for (let i = 0; i < count; i++) {
    ctx.checkpoint()
    const at = cursor.offset
    if (at - start > ctx.limits.structureBytes) throw overLimit('a tensor table of that size', at)
    const name = readName(cursor, walked, 'a tensor name')
    if (!names.add(name)) addFlaw(walked, 'duplicate', `the tensor ${quote(name)} stands twice`, at)
    checkName(walked, name, at)
    const shape = readShape(cursor, walked, name)
    const type = cursor.u32()
    const offset = Number(cursor.u64())
    walked.tensorCount++
    if (walked.tensors.length < LISTED_TENSORS)
      walked.tensors.push({ name, type, shape: shape.map(Number), offset })
    const size = sizeOf(walked, { name, shape, type, at })
    if (size === undefined) complete = false
    else spans.add(offset, offset + size, at)
  }
  return { spans, complete }
}

function checkName(walked: Walked, name: string, at: number): void {
  const length = Buffer.byteLength(name)
  if (length <= MAX_TENSOR_NAME) return
  if (length > MAX_FORK_NAME) addFlaw(walked, 'long-name', `a tensor name of ${length} bytes`, at)
}

function readShape(cursor: GgufCursor, walked: Walked, name: string): bigint[] {
  const at = cursor.offset
  const rank = cursor.u32()
  if (rank > MAX_DIMENSIONS) {
    addFlaw(walked, 'dimensions', `${quote(name)} has ${rank} dimensions`, at)
    cursor.fail(`${quote(name)} has ${rank} dimensions`)
  }
  return Array.from({ length: rank }, () => cursor.dimension())
}

interface Declared {
  readonly name: string
  readonly shape: readonly bigint[]
  readonly type: number
  readonly at: number
}

function sizeOf(walked: Walked, { name, shape, type, at }: Declared): number | undefined {
  const known = tensorType(type)
  const dims = shape.join(' x ')
  if (!known) {
    const far = type > LAST_FORK_TYPE || NEVER_STORED.has(type) ? ', which no program writes' : ''
    addFlaw(walked, 'unknown-type', `${quote(name)} has the type ${type}${far}`, at)
    return undefined
  }
  const size = tensorSize(shape, known)
  if (typeof size === 'number') return size
  if (size === 'overflow')
    addFlaw(walked, 'dimensions', `the dimensions ${dims} of ${quote(name)} overflow`, at)
  else
    addFlaw(walked, 'dimensions', `${dims} of ${quote(name)} is no whole number of ${known.name} blocks`, at)
  return undefined
}
