import { overLimit, ReadError } from '../../model/read-error.ts'
import { GROUP, type Span, type WireReader } from './wire.ts'

/** What a look at the first fields of a message came to. */
export interface Shape {
  /** Values of the fields that were seen, by number and wire type: `7:2` is a length-delimited field 7. */
  readonly seen: ReadonlyMap<string, readonly Span[]>
  /** The message was walked to its end, and all of its values were kept. */
  readonly whole: boolean
  /** The walk ended in bytes that are no protobuf. */
  readonly broken: boolean
}

/** Files that are no protobuf break off long before. Fields that no schema knows must not hide those that follow. */
const FIELDS = 50_000
/** Values kept of one field. */
const SPANS = 1000

/** Fields of all messages together that a claim may look at. */
const CLAIM_FIELDS = 300_000

/** The tick of a reader that claims: a look is cut short as if its message went on. */
export function claimBudget(): () => void {
  let fields = 0
  return () => {
    if (++fields > CLAIM_FIELDS) throw overLimit('too many fields for a claim')
  }
}

/** Looks at the first fields of a message, for claims. Never throws for what the bytes hold. */
export function shapeOf(reader: WireReader, message: Span): Shape {
  const seen = new Map<string, Span[]>()
  let count = 0
  let kept = true
  try {
    for (const field of reader.fields(message)) {
      if (++count > FIELDS) return { seen, whole: false, broken: false }
      if (field.wire === GROUP) continue
      const key = `${field.number}:${field.wire}`
      const spans = seen.get(key)
      if (spans === undefined) seen.set(key, [field])
      else if (spans.length < SPANS) spans.push(field)
      else kept = false
    }
  } catch (error) {
    if (error instanceof ReadError) return { seen, whole: false, broken: error.reason !== 'limit' }
    throw error
  }
  return { seen, whole: count > 0 && kept, broken: false }
}
