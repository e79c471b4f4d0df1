import { Cursor } from '../../bytes/cursor.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed } from '../../model/read-error.ts'

const HIGH = 2 ** 32

/** Numbers in the file's byte order and width: version 1 counts in 32 bits, later ones in 64. */
export class GgufCursor {
  readonly #cursor: Cursor
  readonly #big: boolean
  readonly #wide: boolean

  constructor(bytes: Bytes, offset: number, end: number, layout: { big: boolean; wide: boolean }) {
    this.#cursor = new Cursor(bytes, offset, end)
    this.#big = layout.big
    this.#wide = layout.wide
  }

  get offset(): number {
    return this.#cursor.offset
  }

  get remaining(): number {
    return this.#cursor.remaining
  }

  /** Bytes of one count. */
  get countBytes(): number {
    return this.#wide ? 8 : 4
  }

  u32(): number {
    return this.#big ? this.#cursor.u32be() : this.#cursor.u32()
  }

  u64(): bigint {
    const [a, b] = [BigInt(this.u32()), BigInt(this.u32())]
    return this.#big ? (a << 32n) | b : (b << 32n) | a
  }

  /** A dimension as it stands: 64-bit readers take all of them. */
  dimension(): bigint {
    return this.#wide ? this.u64() : BigInt(this.u32())
  }

  /** A count or length; Infinity-like values come back as they are, as far as a double can tell. */
  count(): number {
    const first = this.u32()
    if (!this.#wide) return first
    const second = this.u32()
    return this.#big ? first * HIGH + second : second * HIGH + first
  }

  /** A number of `size` bytes in the file's order. */
  scalar(size: number): Buffer {
    const raw = this.#cursor.take(size, 8)
    return this.#big ? Buffer.from(raw.toReversed()) : raw
  }

  skip(length: number): void {
    this.#cursor.skip(length)
  }

  text(length: number, limit: number): string {
    const kept = Math.min(length, limit)
    const text = this.#cursor.take(kept, limit).toString('utf8')
    this.#cursor.skip(length - kept)
    return text
  }

  fail(why: string): never {
    throw malformed(why, this.offset)
  }
}
