import type { Context } from '../../../model/context.ts'
import type { Bytes } from '../../../model/entry.ts'
import { KiB } from '../../../model/context.ts'

/** Bytes that the window holds. */
export const WINDOW: number = 256 * KiB
/** Text arguments longer than this are cut; the rest of the line is skipped. */
export const MAX_LINE: number = 64 * KiB

/**
 * A window that moves over the bytes. The machine's inner loop reads `buffer[pos]` itself.
 * Reads past the end come back short, as Python's `file.read` does.
 */
export class Input {
  readonly bytes: Bytes
  readonly buffer: Buffer
  /** Offset of the first byte of the window in the entry. */
  start = 0
  /** Index of the next byte in the window. */
  pos = 0
  /** Bytes in the window. */
  have = 0
  lineEnded = true
  /** Last byte of the line, also when the line was cut; -1 when it is empty. */
  lineLast = -1
  /** How often the window was filled. */
  loads = 0
  readonly #ctx: Pick<Context, 'checkpoint'>

  constructor(bytes: Bytes, ctx: Pick<Context, 'checkpoint'>, window: number = WINDOW) {
    this.bytes = bytes
    this.#ctx = ctx
    this.buffer = Buffer.allocUnsafe(Math.max(16, Math.min(window, bytes.size)))
  }

  get offset(): number {
    return this.start + this.pos
  }

  /** Tries to have `n` bytes in the window, `n` no longer than the window; returns how many there are. */
  fill(n: number): number {
    const there = this.have - this.pos
    if (there >= n || this.start + this.have >= this.bytes.size) return there
    this.#load(this.start + this.pos)
    return this.have
  }

  /** At most `n` bytes from anywhere, without moving. Shares memory with the window: use it at once. */
  peek(offset: number, n: number): Buffer {
    const index = offset - this.start
    if (index >= 0 && (index + n <= this.have || this.start + this.have >= this.bytes.size))
      return this.buffer.subarray(index, Math.min(index + n, this.have))
    return this.bytes.read(offset, n)
  }

  seek(offset: number): void {
    if (offset >= this.start && offset <= this.start + this.have) this.pos = offset - this.start
    else this.#load(offset)
  }

  #load(offset: number): void {
    this.#ctx.checkpoint()
    this.loads++
    this.start = Math.min(offset, this.bytes.size)
    this.pos = 0
    this.have = this.bytes.readInto(this.start, this.buffer)
  }

  /** Moves on; returns false, at the end, when there are fewer bytes. */
  skip(n: number): boolean {
    if (n <= this.have - this.pos) {
      this.pos += n
      return true
    }
    const target = this.offset + n
    if (!(target <= this.bytes.size)) return false
    this.seek(target)
    return true
  }

  /** Latin-1 up to the next newline, cut at MAX_LINE. `lineEnded` says whether there was a newline. */
  line(): string {
    let found = this.buffer.indexOf(0x0a, this.pos)
    if (found < 0 || found >= this.have) {
      this.fill(this.buffer.length)
      found = this.buffer.indexOf(0x0a, this.pos)
    }
    const inWindow = found >= 0 && found < this.have
    const end = Math.min(inWindow ? found : this.have, this.pos + MAX_LINE)
    const text = this.buffer.toString('latin1', this.pos, end)
    const last = inWindow ? found : this.have
    this.lineLast = last > this.pos ? this.buffer[last - 1]! : -1
    if (inWindow) this.pos = found + 1
    this.lineEnded = inWindow || this.#skipLine()
    return text
  }

  #skipLine(): boolean {
    while (this.start + this.have < this.bytes.size) {
      this.#load(this.start + this.have)
      if (this.have === 0) return false
      const found = this.buffer.indexOf(0x0a)
      const inWindow = found >= 0 && found < this.have
      const last = inWindow ? found : this.have
      if (last > 0) this.lineLast = this.buffer[last - 1]!
      this.pos = inWindow ? found + 1 : this.have
      if (inWindow) return true
    }
    this.pos = this.have
    return false
  }
}
