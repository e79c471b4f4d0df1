import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit } from '../model/read-error.ts'

const WINDOW = 64 * 1024

/**
 * Sequential reads with a window, for headers and records. Every read past the end is a
 * `malformed` ReadError; 64-bit numbers above 2**53 are refused where a number is asked for.
 */
export class Cursor {
  readonly bytes: Bytes
  offset: number
  readonly end: number
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0

  constructor(bytes: Bytes, offset = 0, end: number = bytes.size) {
    this.bytes = bytes
    this.offset = offset
    this.end = Math.min(end, bytes.size)
  }

  get remaining(): number {
    return this.end - this.offset
  }

  /** Makes `n` bytes visible and returns where they start in the window. */
  #need(n: number): number {
    if (n > this.remaining) throw malformed(`needs ${n} bytes, ${this.remaining} are left`, this.offset)
    let at = this.offset - this.#windowStart
    if (at < 0 || at + n > this.#window.length) {
      this.#window = this.bytes.read(this.offset, Math.min(Math.max(n, WINDOW), this.remaining))
      this.#windowStart = this.offset
      at = 0
      if (this.#window.length < n) throw malformed('the file ends early', this.offset)
    }
    this.offset += n
    return at
  }

  u8(): number {
    // In this order: looking for the byte can change the window.
    const at = this.#need(1)
    return this.#window[at]!
  }
  u16(): number {
    const at = this.#need(2)
    return this.#window.readUInt16LE(at)
  }
  u32(): number {
    const at = this.#need(4)
    return this.#window.readUInt32LE(at)
  }
  i32(): number {
    const at = this.#need(4)
    return this.#window.readInt32LE(at)
  }
  u64(): bigint {
    const at = this.#need(8)
    return this.#window.readBigUInt64LE(at)
  }
  i64(): bigint {
    const at = this.#need(8)
    return this.#window.readBigInt64LE(at)
  }
  f32(): number {
    const at = this.#need(4)
    return this.#window.readFloatLE(at)
  }
  f64(): number {
    const at = this.#need(8)
    return this.#window.readDoubleLE(at)
  }
  u16be(): number {
    const at = this.#need(2)
    return this.#window.readUInt16BE(at)
  }
  u32be(): number {
    const at = this.#need(4)
    return this.#window.readUInt32BE(at)
  }

  /** A 64-bit length or count as a number; refused when it cannot be one. */
  size64(what: string): number {
    const value = this.u64()
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed(`${what} is ${value}`, this.offset - 8)
    return Number(value)
  }

  /** `length` bytes; over `limit` is a `limit` gap, past the end is malformed. */
  take(length: number, limit: number): Buffer {
    if (length > this.remaining)
      throw malformed(`needs ${length} bytes, ${this.remaining} are left`, this.offset)
    if (length > limit) throw overLimit(`${length} bytes in one piece, ${limit} are allowed`, this.offset)
    const at = this.#need(length)
    return Buffer.from(this.#window.subarray(at, at + length))
  }

  skip(length: number): void {
    if (!(length >= 0) || length > this.remaining)
      throw malformed(`skips ${length} bytes, ${this.remaining} are left`, this.offset)
    this.offset += length
  }
}
