import { malformed } from '../../model/read-error.ts'

/** Sequential little-endian fields of one block, with the file's own widths for addresses and lengths. */
export class Fields {
  readonly #data: Buffer
  readonly #widths: Widths
  /** Where the block stands in the file, for errors. */
  readonly #start: number
  at = 0

  constructor(data: Buffer, widths: Widths, start: number) {
    this.#data = data
    this.#widths = widths
    this.#start = start
  }

  get remaining(): number {
    return this.#data.length - this.at
  }

  take(length: number): Buffer {
    if (!(length >= 0) || length > this.remaining)
      throw malformed(`a block of ${this.#data.length} bytes is too short`, this.#start + this.at)
    const piece = this.#data.subarray(this.at, this.at + length)
    this.at += length
    return piece
  }

  skip(length: number): void {
    this.take(length)
  }

  /** Up to the next multiple of eight from the block's start, as far as there is one. */
  align8(): void {
    this.skip(Math.min((8 - (this.at % 8)) % 8, this.remaining))
  }

  u8(): number {
    return this.take(1)[0]!
  }
  u16(): number {
    return this.take(2).readUInt16LE(0)
  }
  u32(): number {
    return this.take(4).readUInt32LE(0)
  }

  /** An unsigned number of `width` bytes; beyond 2**53 it loses precision, which no valid offset needs. */
  uint(width: number): number {
    let value = 0
    for (const [i, byte] of this.take(width).entries()) value += byte * 2 ** (8 * i)
    return value
  }

  /** `undefined` is the format's undefined address: all bits set. */
  address(): number | undefined {
    const bytes = this.take(this.#widths.offset)
    if (bytes.every((b) => b === 0xff)) return undefined
    return new Fields(bytes, this.#widths, this.#start).uint(bytes.length)
  }

  length(): number {
    return this.uint(this.#widths.length)
  }

  signature(expected: string): void {
    const found = this.take(4).toString('latin1')
    if (found !== expected)
      throw malformed(`expected a block ${expected}, found ${JSON.stringify(found)}`, this.#start)
  }

  cstring(): string {
    const end = this.#data.indexOf(0, this.at)
    const text = this.#data.toString('utf8', this.at, end < 0 ? this.#data.length : end)
    this.at = end < 0 ? this.#data.length : end + 1
    return text
  }
}

/** Bytes of an address and of a length, from the superblock. */
export interface Widths {
  readonly offset: number
  readonly length: number
}
