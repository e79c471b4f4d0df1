const KiB = 1024
const MiB = 1024 * KiB

/** Where decompressed bytes go. A chunk is valid only during the call. */
export interface Sink {
  write(chunk: Uint8Array): void
}

/** The largest history that is kept, whatever dictionary a stream declares: that of `xz -9`. */
export const MAX_HISTORY: number = 64 * MiB

/**
 * The decompressed side of a dictionary decoder: the last `history` bytes stay addressable for matches,
 * what is older goes to the sink. It grows with what is written, so that a header cannot make it allocate.
 * Hot loops index `buffer` at `pos` directly after `reserve`.
 */
export class Window {
  buffer: Uint8Array = new Uint8Array(64 * KiB)
  pos = 0
  #flushed = 0
  readonly #history: number
  readonly #capacity: number
  readonly #sink: Sink

  constructor(history: number, sink: Sink) {
    this.#history = Math.min(history, MAX_HISTORY)
    this.#capacity = this.#history + Math.max(MiB, this.#history >> 2)
    this.#sink = sink
  }

  /** Makes room for `count` bytes (at most 512 KiB) at `pos`; `buffer` and `pos` change. */
  reserve(count: number): void {
    if (this.pos + count <= this.buffer.length) return
    this.flush()
    if (this.buffer.length < this.#capacity) {
      const doubled = Math.max(this.buffer.length * 2, this.pos + count)
      const grown = new Uint8Array(doubled * 2 > this.#capacity ? this.#capacity : doubled)
      grown.set(this.buffer.subarray(0, this.pos))
      this.buffer = grown
      if (this.pos + count <= grown.length) return
    }
    const kept = Math.min(this.pos, this.#history)
    this.buffer.copyWithin(0, this.pos - kept, this.pos)
    this.pos = this.#flushed = kept
  }

  /** Copies bytes through. */
  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const part = bytes.subarray(done, done + 256 * KiB)
      this.reserve(part.length)
      this.buffer.set(part, this.pos)
      this.pos += part.length
      done += part.length
    }
  }

  /** Repeats `length` bytes (at most 512 KiB) from `distance` back. The caller has checked `distance <= pos`. */
  copy(distance: number, length: number): void {
    this.reserve(length)
    const { buffer, pos } = this
    if (distance === 1) buffer.fill(buffer[pos - 1]!, pos, pos + length)
    else if (length < 32) for (let i = 0; i < length; i++) buffer[pos + i] = buffer[pos - distance + i]!
    else
      for (let done = 0; done < length;) {
        const part = Math.min(distance + done, length - done)
        buffer.copyWithin(pos + done, pos - distance, pos - distance + part)
        done += part
      }
    this.pos = pos + length
  }

  flush(): void {
    if (this.pos > this.#flushed) this.#sink.write(this.buffer.subarray(this.#flushed, this.pos))
    this.#flushed = this.pos
  }
}
