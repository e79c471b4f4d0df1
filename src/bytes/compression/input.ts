import type { Bytes } from '../../model/entry.ts'
import { malformed } from '../../model/read-error.ts'

const WINDOW = 256 * 1024
/** Bytes of the buffer behind the window: hot loops may read ahead into them and check afterwards. */
const SLACK = 64

/**
 * The compressed side of a decoder: a window over the source that hot loops index directly
 * through `buffer`, `pos` and `end`.
 */
export class ByteInput {
  buffer: Uint8Array = new Uint8Array(0)
  pos = 0
  /** One past the last visible byte of `buffer`. */
  end = 0
  readonly #source: Bytes
  /** Offset in the source of what follows the window. */
  #next: number
  readonly #onRefill: () => void

  /** `onRefill` runs at least once per window, so that a stream without output cannot run unwatched. */
  constructor(source: Bytes, offset = 0, onRefill: () => void = () => {}) {
    this.#source = source
    this.#next = offset
    this.#onRefill = onRefill
  }

  /** Where the next byte lies in the source. */
  get offset(): number {
    return this.#next - (this.end - this.pos)
  }

  /** Bytes from here to the end of the source. */
  get remaining(): number {
    return this.#source.size - this.offset
  }

  /** Makes up to `wanted` bytes visible and returns how many are: fewer only where the source ends. */
  fill(wanted: number): number {
    const visible = this.end - this.pos
    if (visible >= wanted) return visible
    const size = Math.min(Math.max(wanted, WINDOW), this.#source.size - this.offset)
    if (size <= visible) return visible
    this.#onRefill()
    const buffer = this.buffer.length >= size + SLACK ? this.buffer : new Uint8Array(size + SLACK)
    buffer.set(this.buffer.subarray(this.pos, this.end))
    const more = this.#source.readInto(this.#next, buffer.subarray(visible, size))
    this.#next += more
    this.buffer = buffer
    this.pos = 0
    this.end = visible + more
    return this.end
  }

  u8(): number {
    if (this.pos >= this.end && this.fill(1) === 0) throw this.early()
    return this.buffer[this.pos++]!
  }

  u32(): number {
    return (this.u8() | (this.u8() << 8) | (this.u8() << 16) | (this.u8() << 24)) >>> 0
  }

  /** A view that the next `fill` overwrites. `length` is at most a few MiB. */
  view(length: number): Uint8Array {
    if (this.fill(length) < length) throw this.early()
    const view = this.buffer.subarray(this.pos, this.pos + length)
    this.pos += length
    return view
  }

  skip(length: number): void {
    if (length > this.remaining) throw this.early()
    const visible = this.end - this.pos
    if (length <= visible) {
      this.pos += length
      return
    }
    this.#next += length - visible
    this.pos = this.end = 0
  }

  early(): Error {
    return malformed('the compressed stream ends early', this.#source.size)
  }
}
