import { malformed } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'

const SIGN = 0x80000000 | 0
const TOP = 0xff000000 | 0

/**
 * LZMA's binary range decoder. `range` and `code` are unsigned 32-bit numbers in signed ones;
 * flipping the sign bit of both sides compares them.
 */
export class RangeDecoder {
  #range = 0
  #code = 0
  #input: ByteInput | undefined

  start(input: ByteInput): void {
    if (input.u8() !== 0) throw malformed('no LZMA data', input.offset - 1)
    this.#input = input
    this.#range = 0xffffffff | 0
    this.#code = (input.u8() << 24) | (input.u8() << 16) | (input.u8() << 8) | input.u8()
  }

  /** Whether the encoder flushed here. */
  get finished(): boolean {
    return this.#code === 0
  }

  #next(): number {
    const input = this.#input!
    return input.pos < input.end ? input.buffer[input.pos++]! : input.u8()
  }

  bit(probabilities: Uint16Array, index: number): 0 | 1 {
    const p = probabilities[index]!
    const bound = Math.imul(this.#range >>> 11, p)
    let bit: 0 | 1 = 0
    if ((this.#code ^ SIGN) < (bound ^ SIGN)) {
      this.#range = bound
      probabilities[index] = p + ((2048 - p) >> 5)
    } else {
      this.#range = (this.#range - bound) | 0
      this.#code = (this.#code - bound) | 0
      probabilities[index] = p - (p >> 5)
      bit = 1
    }
    if ((this.#range & TOP) === 0) {
      this.#range <<= 8
      this.#code = (this.#code << 8) | this.#next()
    }
    return bit
  }

  /** `bits` bits, most significant first. */
  tree(probabilities: Uint16Array, offset: number, bits: number): number {
    let node = 1
    for (let i = 0; i < bits; i++) node = (node << 1) | this.bit(probabilities, offset + node)
    return node - (1 << bits)
  }

  /** `bits` bits, least significant first. */
  reverseTree(probabilities: Uint16Array, offset: number, bits: number): number {
    let node = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(probabilities, offset + node)
      node = (node << 1) | bit
      value |= bit << i
    }
    return value
  }

  literal(probabilities: Uint16Array, offset: number): number {
    let node = 1
    while (node < 0x100) node = (node << 1) | this.bit(probabilities, offset + node)
    return node & 0xff
  }

  matchedLiteral(probabilities: Uint16Array, offset: number, matched: number): number {
    let node = 1
    let match = matched
    while (node < 0x100) {
      const expected = (match >> 7) & 1
      match <<= 1
      const bit = this.bit(probabilities, offset + ((1 + expected) << 8) + node)
      node = (node << 1) | bit
      if (bit !== expected) {
        while (node < 0x100) node = (node << 1) | this.bit(probabilities, offset + node)
      }
    }
    return node & 0xff
  }

  /** Bits without a model; at most 26. */
  direct(bits: number): number {
    let value = 0
    for (let i = 0; i < bits; i++) {
      this.#range >>>= 1
      this.#code = (this.#code - this.#range) | 0
      const below = this.#code >> 31
      this.#code = (this.#code + (this.#range & below)) | 0
      if ((this.#range & TOP) === 0) {
        this.#range <<= 8
        this.#code = (this.#code << 8) | this.#next()
      }
      value = (value << 1) | (below + 1)
    }
    return value
  }
}
