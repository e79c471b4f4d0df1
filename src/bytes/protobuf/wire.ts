import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit } from '../../model/read-error.ts'

/** Wire types of protobuf. A group end never leaves the reader. */
export const VARINT = 0
const FIXED64 = 1
export const BYTES = 2
export const GROUP = 3
const FIXED32 = 5
const GROUP_END = 4

/** A run of bytes in the file, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One field as it stands on the wire. `start` to `end` is its value without tag and length. */
export interface Field extends Span {
  readonly number: number
  readonly wire: number
  /** Where the tag begins. */
  readonly at: number
  /** A varint as a signed 64-bit number, exact up to 2**53 either way; 0 for other wire types. */
  readonly value: number
}

const WINDOW = 64 * 1024
/** Deeper groups than any parser follows. */
const MAX_GROUP_DEPTH = 100
const TWO_32 = 2 ** 32

/**
 * Walks messages where they lie and never copies a value that nobody asks for, so that a file of
 * any size costs one window. Accepts what the reference parsers accept: any field order, repeated
 * singular fields, varints with padding, groups, unknown fields. Throws `malformed` where they give up.
 */
export class WireReader {
  readonly bytes: Bytes
  readonly #tick: () => void
  #window: Buffer
  #windowStart = 0
  #position = 0
  #low = 0
  #high = 0

  /** `tick` is called once a field: the reader's `ctx.checkpoint`. `head` are the first bytes, if they are at hand. */
  constructor(bytes: Bytes, tick: () => void, head: Buffer = Buffer.alloc(0)) {
    this.bytes = bytes
    this.#tick = tick
    this.#window = head
  }

  get whole(): Span {
    return { start: 0, end: this.bytes.size }
  }

  /** The fields of a message in order. Reading inside a field between two steps is fine. */
  *fields(message: Span): Generator<Field, void, undefined> {
    let at = message.start
    while (at < message.end) {
      this.#tick()
      const field = this.#field(at, message.end)
      yield field
      at = field.wire === GROUP ? this.#groupEnd(field) : field.end
    }
  }

  /** Repeated numbers, whether packed or one by one. */
  *numbers(field: Field): Generator<number, void, undefined> {
    if (field.wire === VARINT) yield field.value
    if (field.wire !== BYTES) return
    let at = field.start
    while (at < field.end) {
      this.#tick()
      this.#varint(at, field.end)
      at = this.#position
      yield this.#signed()
    }
  }

  /** At most `limit` bytes of a value. */
  take(value: Span, limit: number): Buffer {
    const length = Math.min(value.end - value.start, limit)
    const at = value.start - this.#windowStart
    if (at >= 0 && at + length <= this.#window.length)
      return Buffer.from(this.#window.subarray(at, at + length))
    return this.bytes.read(value.start, length)
  }

  /** The beginning of a string; bytes that are no UTF-8 are replaced. */
  text(value: Span, limit: number = 4096): string {
    const length = Math.min(value.end - value.start, limit)
    const at = value.start - this.#windowStart
    if (at >= 0 && at + length <= this.#window.length) return this.#window.toString('utf8', at, at + length)
    return this.bytes.read(value.start, length).toString('utf8')
  }

  #field(at: number, end: number): Field {
    this.#varint(at, end)
    if (this.#high !== 0) throw malformed('a protobuf tag of more than 32 bits', at)
    const number = this.#low >>> 3
    const wire = this.#low & 7
    if (number === 0) throw malformed('a protobuf field numbered 0', at)
    const start = this.#position
    switch (wire) {
      case VARINT:
        this.#varint(start, end)
        return { number, wire, at, start, end: this.#position, value: this.#signed() }
      case FIXED64:
        return { number, wire, at, start, end: inside(start, 8, end, at), value: 0 }
      case FIXED32:
        return { number, wire, at, start, end: inside(start, 4, end, at), value: 0 }
      case BYTES: {
        this.#varint(start, end)
        const length = this.#high * TWO_32 + this.#low
        return {
          number,
          wire,
          at,
          start: this.#position,
          end: inside(this.#position, length, end, at),
          value: 0,
        }
      }
      case GROUP:
        return { number, wire, at, start, end, value: 0 }
      default:
        throw malformed(`protobuf wire type ${wire}`, at)
    }
  }

  /** Where the bytes after a group begin. What groups hold is unknown to every schema of today. */
  #groupEnd(group: Field): number {
    const open = [group.number]
    let at = group.start
    while (at < group.end) {
      this.#tick()
      this.#varint(at, group.end)
      const number = this.#low >>> 3
      if ((this.#low & 7) === GROUP_END) {
        if (open.pop() !== number) throw malformed('a protobuf group ends that was not begun', at)
        at = this.#position
        if (open.length === 0) return at
        continue
      }
      const inner = this.#field(at, group.end)
      if (inner.wire === GROUP) {
        if (open.push(number) > MAX_GROUP_DEPTH) throw overLimit('protobuf groups nested too deep', at)
        at = inner.start
      } else at = inner.end
    }
    throw malformed('a protobuf group does not end', group.at)
  }

  /** Leaves the value in `#low` and `#high`, and what follows in `#position`. */
  #varint(at: number, end: number): void {
    let low = 0
    let high = 0
    for (let i = 0; i < 10; i++) {
      if (at + i >= end) throw malformed('a protobuf number ends early', at)
      const byte = this.#byte(at + i)
      const bits = byte & 0x7f
      if (i < 4) low |= bits << (7 * i)
      else if (i === 4) {
        low |= bits << 28
        high = bits >>> 4
      } else if (i < 9) high |= bits << (7 * i - 32)
      else high |= bits << 31
      if (byte < 0x80) {
        this.#low = low >>> 0
        this.#high = high >>> 0
        this.#position = at + i + 1
        return
      }
    }
    throw malformed('a protobuf number of more than ten bytes', at)
  }

  #signed(): number {
    return (this.#high | 0) * TWO_32 + this.#low
  }

  #byte(at: number): number {
    let index = at - this.#windowStart
    if (index < 0 || index >= this.#window.length) {
      this.#window = this.bytes.read(at, WINDOW)
      this.#windowStart = at
      index = 0
    }
    const byte = this.#window[index]
    if (byte === undefined) throw malformed('the file ends early', at)
    return byte
  }
}

function inside(start: number, length: number, end: number, at: number): number {
  if (length > end - start)
    throw malformed(`a protobuf field of ${length} bytes, ${end - start} are left`, at)
  return start + length
}
