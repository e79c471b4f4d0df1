import { createNameSet } from '../../bytes/name-set.ts'
import type { Context } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import type { Flaw, FlawKind, MetadataValue, TensorFact } from './facts.ts'
import type { GgufCursor } from './cursor.ts'

/** What the walk has come to so far; kept when it stops early. */
export interface Walked {
  readonly metadata: Record<string, MetadataValue>
  readonly templates: Template[]
  /** Where arrays stand, by key; their values are read by whoever needs them. */
  readonly arrays: Map<string, ArrayPlace>
  readonly tensors: TensorFact[]
  readonly flaws: Flaw[]
  tensorCount: number
  /** Strings stepped over, of all arrays: each costs time. */
  strings: number
  /** Bytes kept of a text; the rest is left out. */
  readonly keptText: number
}

interface Template {
  readonly key: string
  readonly start: number
  readonly length: number
}

/** `start` is the offset of the first element, `type` that of each element. */
export interface ArrayPlace {
  readonly type: number
  readonly count: number
  readonly start: number
}

export const LISTED_TENSORS = 100_000
const LISTED_FLAWS = 100
const MAX_STRINGS = 16_000_000
const MAX_KEYS = 1_000_000
const MAX_NESTING = 4
const MAX_NAME = 65_535

/** Bytes of each scalar value type; 8 is a string and 9 an array. */
const SCALAR_BYTES: readonly number[] = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8]
export const STRING = 8
const ARRAY = 9
const UINT32 = 4
/** What the format itself reads, whatever the architecture. */
const TYPED: ReadonlyMap<string, number> = new Map([
  ['general.architecture', STRING],
  ['general.alignment', UINT32],
])

export function addFlaw(
  walked: Walked,
  kind: FlawKind,
  says: string,
  start: number,
  end: number = start + 1,
): void {
  if (walked.flaws.length < LISTED_FLAWS) walked.flaws.push({ kind, says, start, end })
}

/** Refuses a count before anything is allocated or stepped through for it. */
export function checkRoom(
  cursor: GgufCursor,
  walked: Walked,
  count: number,
  bytesEach: number,
  what: string,
): void {
  if (count * bytesEach <= cursor.remaining) return
  const says = `declares ${count} ${what}, ${cursor.remaining} bytes are left`
  addFlaw(walked, 'no-room', says, cursor.offset)
  cursor.fail(says)
}

export function readName(cursor: GgufCursor, walked: Walked, what: string): string {
  const length = cursor.count()
  checkRoom(cursor, walked, length, 1, `bytes of ${what}`)
  if (length > MAX_NAME) cursor.fail(`${what} of ${length} bytes`)
  return cursor.text(length, MAX_NAME)
}

/** Walks all key-value pairs. Arrays are stepped over, so that what stands behind a large vocabulary is seen. */
export function readMetadata(cursor: GgufCursor, walked: Walked, count: number, ctx: Context): void {
  checkRoom(cursor, walked, count, cursor.countBytes + 5, 'metadata entries')
  const keys = createNameSet()
  for (let i = 0; i < count; i++) {
    ctx.checkpoint()
    const at = cursor.offset
    const key = readName(cursor, walked, 'a metadata key')
    if (!keys.add(key)) addFlaw(walked, 'duplicate', `the key ${quote(key)} stands twice`, at)
    if (!isKey(key)) addFlaw(walked, 'bad-key', `${quote(key)} is no name of a metadata entry`, at)
    if (i >= MAX_KEYS) throw overLimit(`more than ${MAX_KEYS} metadata keys`, at)
    const type = cursor.u32()
    checkType(walked, key, type, at)
    if (type === STRING) readText(cursor, walked, key)
    else if (type === ARRAY) readArray(cursor, walked, key, ctx)
    else define(walked.metadata, key, readScalar(cursor, type))
  }
}

/** A reader that stops at a NUL and one that does not see different keys; an empty one cannot be asked for. */
function isKey(key: string): boolean {
  return key !== '' && !/[\p{Cc}\ufffd]/u.test(key)
}

/** Loaders ask for these by type and end, or read foreign memory, where it is another. */
function checkType(walked: Walked, key: string, type: number, at: number): void {
  const expected = TYPED.get(key)
  if (expected !== undefined && expected !== type)
    addFlaw(walked, 'bad-key', `${quote(key)} has the value type ${type} instead of ${expected}`, at)
}

function readText(cursor: GgufCursor, walked: Walked, key: string): void {
  const length = cursor.count()
  checkRoom(cursor, walked, length, 1, `bytes of text for ${quote(key)}`)
  if (key.includes('chat_template')) walked.templates.push({ key, start: cursor.offset, length })
  define(walked.metadata, key, cursor.text(length, walked.keptText))
}

/** Keys are hostile: `__proto__` is a key like any other. */
function define(target: Walked['metadata'], key: string, value: MetadataValue): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

export function readScalar(cursor: GgufCursor, type: number): MetadataValue {
  const size = SCALAR_BYTES[type]
  if (!size) return cursor.fail(`the value type ${type}`)
  const raw = cursor.scalar(size)
  switch (type) {
    case 6:
      return raw.readFloatLE(0)
    case 7:
      return raw[0] !== 0
    case 10:
      return raw.readBigUInt64LE(0)
    case 11:
      return raw.readBigInt64LE(0)
    case 12:
      return raw.readDoubleLE(0)
    case 1:
    case 3:
    case 5:
      return raw.readIntLE(0, size)
    default:
      return raw.readUIntLE(0, size)
  }
}

function readArray(cursor: GgufCursor, walked: Walked, key: string, ctx: Context): void {
  const at = cursor.offset
  skipArray(cursor, walked, 1, ctx, (type, count) => {
    walked.arrays.set(key, { type, count, start: at + 4 + cursor.countBytes })
  })
}

function skipArray(
  cursor: GgufCursor,
  walked: Walked,
  depth: number,
  ctx: Context,
  onHead: (type: number, count: number) => void = () => {},
): void {
  const type = cursor.u32()
  const count = cursor.count()
  onHead(type, count)
  const size = SCALAR_BYTES[type]
  if (size === undefined) cursor.fail(`an array of the value type ${type}`)
  if (depth > MAX_NESTING) cursor.fail(`arrays nested deeper than ${MAX_NESTING}`)
  const smallest = type === STRING ? cursor.countBytes : type === ARRAY ? cursor.countBytes + 4 : size
  checkRoom(cursor, walked, count, smallest, 'array elements')
  if (size > 0) return cursor.skip(count * size)
  walked.strings += count
  if (walked.strings > MAX_STRINGS)
    throw overLimit(`more than ${MAX_STRINGS} strings in arrays`, cursor.offset)
  for (let i = 0; i < count; i++) {
    if ((i & 1023) === 0) ctx.checkpoint()
    if (type === STRING) cursor.skip(cursor.count())
    else skipArray(cursor, walked, depth + 1, ctx)
  }
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
