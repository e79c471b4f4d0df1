import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit } from '../model/read-error.ts'

/** A table by where it starts. Absent fields are undefined, as in the format, where they mean a default. */
export type Table = number

/** Elements of a vector: where the first lies and how many there are. */
export interface Vector {
  readonly at: number
  readonly count: number
}

const WINDOW = 64 * 1024
/** Tables visited in one file: pointers to the same table can multiply without end. */
const MAX_TABLES = 4_000_000

/**
 * Follows the offsets of a flatbuffer and checks each against the file. Cycles are possible in a hostile
 * file and harmless to one who descends a fixed schema; `tick` bounds the time.
 */
export class FlatReader {
  readonly bytes: Bytes
  readonly #tick: () => void
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0
  #visited = 0

  constructor(bytes: Bytes, tick: () => void) {
    this.bytes = bytes
    this.#tick = tick
  }

  root(): Table {
    return this.#target(0)
  }

  /** Four letters behind the root offset. */
  identifier(): string {
    return this.#at(4, 4).toString('latin1')
  }

  /** Where field `index` of a table lies; undefined when it is absent. */
  field(table: Table, index: number): number | undefined {
    const vtable = table - this.i32(table)
    const size = this.#at(vtable, 2).readUInt16LE()
    const slot = 4 + 2 * index
    if (slot + 2 > size) return undefined
    const offset = this.#at(vtable + slot, 2).readUInt16LE()
    return offset === 0 ? undefined : table + offset
  }

  /** A table that field `index` points to. */
  table(parent: Table, index: number): Table | undefined {
    const at = this.field(parent, index)
    return at === undefined ? undefined : this.#target(at)
  }

  /** A vector that field `index` points to, of elements of `width` bytes, inside the file. */
  vector(parent: Table, index: number, width: number): Vector | undefined {
    const at = this.field(parent, index)
    if (at === undefined) return undefined
    const start = this.#target(at)
    const count = this.u32(start)
    if (count * width > this.bytes.size - start - 4)
      throw malformed(`a vector of ${count} elements leaves the file`, start)
    return { at: start + 4, count }
  }

  /** The tables of a vector of tables, at most `most`. */
  *tables(parent: Table, index: number, most: number = 1_000_000): Generator<Table> {
    const vector = this.vector(parent, index, 4)
    if (vector === undefined) return
    if (vector.count > most) throw overLimit(`${vector.count} tables in one vector`, vector.at)
    for (let i = 0; i < vector.count; i++) {
      this.#tick()
      if (++this.#visited > MAX_TABLES) throw overLimit(`more than ${MAX_TABLES} tables`, vector.at)
      yield this.#target(vector.at + 4 * i)
    }
  }

  /** The beginning of a string field. */
  text(parent: Table, index: number, limit: number = 256): string | undefined {
    const vector = this.vector(parent, index, 1)
    return vector && this.bytes.read(vector.at, Math.min(vector.count, limit)).toString('utf8')
  }

  i8(at: number): number {
    return this.#at(at, 1).readInt8()
  }
  i32(at: number): number {
    return this.#at(at, 4).readInt32LE()
  }
  u32(at: number): number {
    return this.#at(at, 4).readUInt32LE()
  }
  u64(at: number): bigint {
    return this.#at(at, 8).readBigUInt64LE()
  }

  #target(at: number): number {
    const target = at + this.u32(at)
    if (target === at || target + 4 > this.bytes.size) throw malformed('an offset leaves the file', at)
    return target
  }

  #at(at: number, length: number): Buffer {
    if (at < 0 || at + length > this.bytes.size) throw malformed('an offset leaves the file', Math.max(0, at))
    let index = at - this.#windowStart
    if (index < 0 || index + length > this.#window.length) {
      // Tables point backwards and forwards, so the window reaches both ways.
      this.#windowStart = Math.max(0, at - WINDOW / 2)
      this.#window = this.bytes.read(this.#windowStart, WINDOW)
      index = at - this.#windowStart
      if (index + length > this.#window.length) throw malformed('the file ends early', at)
    }
    return this.#window.subarray(index, index + length)
  }
}
