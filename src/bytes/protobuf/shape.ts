import { ReadError } from '../../model/read-error.ts'
import { GROUP, type Span, type WireReader } from './wire.ts'

/** What a look at the first fields of a message came to. */
export interface Shape {
  /** Values of the fields that were seen, by number and wire type: `7:2` is a length-delimited field 7. */
  readonly seen: ReadonlyMap<string, readonly Span[]>
  /** The message was walked to its end. */
  readonly whole: boolean
  /** The walk ended in bytes that are no protobuf. */
  readonly broken: boolean
}

/** Enough to tell one schema from another; a claim must stay cheap. */
const FIELDS = 256

/** Looks at the first fields of a message, for claims. Never throws for what the bytes hold. */
export function shapeOf(reader: WireReader, message: Span): Shape {
  const seen = new Map<string, Span[]>()
  let count = 0
  try {
    for (const field of reader.fields(message)) {
      if (++count > FIELDS) return { seen, whole: false, broken: false }
      if (field.wire === GROUP) continue
      const key = `${field.number}:${field.wire}`
      const spans = seen.get(key)
      if (spans) spans.push(field)
      else seen.set(key, [field])
    }
  } catch (error) {
    if (error instanceof ReadError) return { seen, whole: false, broken: true }
    throw error
  }
  return { seen, whole: count > 0, broken: false }
}
