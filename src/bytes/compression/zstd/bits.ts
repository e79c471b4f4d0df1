import { malformed } from '../../../model/read-error.ts'

/** Bits from the front, least significant first: for table descriptions. */
export class ForwardBits {
  readonly #data: Uint8Array
  #at = 0

  constructor(data: Uint8Array) {
    this.#data = data
  }

  peek(n: number): number {
    let value = 0
    for (let i = 0; i < n; i++) {
      const bit = this.#at + i
      value |= (((this.#data[bit >> 3] ?? 0) >> (bit & 7)) & 1) << i
    }
    return value
  }

  drop(n: number): void {
    this.#at += n
    if (this.#at > this.#data.length * 8) throw malformed('a zstd table ends early')
  }

  /** Whole bytes that were begun. */
  get bytes(): number {
    return (this.#at + 7) >> 3
  }
}

/** Bits from the back: the highest set bit of the last byte marks the end, and reading goes towards the front. */
export class BackwardBits {
  readonly #data: Uint8Array
  /** Bits that are left; negative after reading past the front. */
  left: number

  constructor(data: Uint8Array) {
    const last = data.at(-1)
    if (last === undefined || last === 0) throw malformed('a zstd bit stream without an end')
    this.#data = data
    this.left = data.length * 8 - Math.clz32(last) + 23
  }

  /** At most 24 bits; past the front there are zeros. */
  peek(n: number): number {
    const from = this.left - n
    if (from < 0) return this.left <= 0 ? 0 : (this.#load(0, this.left) << -from) & ((1 << n) - 1)
    return this.#load(from, n)
  }

  /** At most 31 bits. */
  take(n: number): number {
    if (n > 16) {
      const high = this.take(n - 16)
      return high * 65536 + this.take(16)
    }
    const value = this.peek(n)
    this.left -= n
    return value
  }

  #load(from: number, n: number): number {
    const data = this.#data
    const at = from >> 3
    const word = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24)
    return (word >>> (from & 7)) & ((1 << n) - 1)
  }
}
