import type { Divergence } from '../facts.ts'
import { FALSE, type Handle, intHandle, LITERAL, TRUE } from './handle.ts'
import { type Input, MAX_LINE } from './input.ts'
import type { MemoKey } from './memo.ts'
import { type NumberText, readFloat, readIndex, readInt, readLong } from './number-text.ts'
import { StreamEnd } from './stream-end.ts'
import { unquote } from './string-text.ts'

/** Reads the arguments of opcodes as the more generous of the two unpicklers does. */
export class Operands {
  readonly #input: Input
  readonly #diverges: (says: string, kind?: Divergence['kind']) => void

  constructor(input: Input, diverges: (says: string, kind?: Divergence['kind']) => void) {
    this.#input = input
    this.#diverges = diverges
  }

  #need(n: number): number {
    const input = this.#input
    if (input.have - input.pos < n) throw new StreamEnd('ends inside an argument')
    const at = input.pos
    input.pos = at + n
    return at
  }

  u8(): number {
    return this.#input.buffer[this.#need(1)]!
  }

  u16(): number {
    const at = this.#need(2)
    const { buffer } = this.#input
    return buffer[at]! | (buffer[at + 1]! << 8)
  }

  u32(): number {
    return this.i32() >>> 0
  }

  /** By hand: the methods of Buffer check what is known here. */
  i32(): number {
    const at = this.#need(4)
    const { buffer } = this.#input
    return buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24)
  }

  /** As a float: what is too large for it is past any file. */
  u64(): number {
    return Number(this.#input.buffer.readBigUInt64LE(this.#need(8)))
  }

  skip(n: number): void {
    if (!this.#input.skip(n)) throw new StreamEnd(`takes ${n} bytes, past the end of the data`)
  }

  /** Latin-1. Python's unpickler takes a line without newline and drops its last byte. */
  line(): string {
    const text = this.#input.line()
    if (this.#input.lineEnded) return text
    this.#diverges('the data ends inside a line: the C unpickler stops, the Python one goes on', 'oddity')
    return text.slice(0, -1)
  }

  /** A line of GLOBAL or INST, which is UTF-8. */
  name(): string {
    const line = this.line()
    return /[\x80-\xff]/.test(line) ? Buffer.from(line, 'latin1').toString('utf8') : line
  }

  #number<T>(read: NumberText<T> | undefined, opcode: string): T {
    if (read === undefined) throw new StreamEnd(`${opcode} without a number`)
    if (!read.plain) this.#diverges(`${opcode} with a number that readers take differently`)
    return read.value
  }

  /** INT, pushed by the opcode at `at`. */
  int(at: number): Handle {
    const line = this.line()
    if (/^-?[1-9][0-9]{0,8}$/.test(line)) return intHandle(Number(line))
    const value = this.#number(readInt(line), 'INT')
    if (typeof value === 'boolean') return value ? TRUE : FALSE
    return BigInt.asIntN(32, value) === value ? intHandle(Number(value)) : at * 8 + LITERAL
  }

  long(): void {
    this.#number(readLong(this.line()), 'LONG')
  }

  float(): void {
    this.#number(readFloat(this.line()), 'FLOAT')
  }

  /** GET and PUT. */
  index(): MemoKey {
    const index = this.#number(readIndex(this.line()), 'GET or PUT')
    return index >= -(2n ** 53n) && index <= 2n ** 53n ? Number(index) : index
  }

  string(): void {
    const line = this.line()
    const whole = line.length < MAX_LINE ? line : line + String.fromCharCode(this.#input.lineLast)
    if (unquote(whole) === undefined) throw new StreamEnd('STRING without quotes')
    if (/[\x80-\xff]/.test(line)) this.#diverges('STRING with bytes that are not ASCII')
  }

  binstring(): void {
    const size = this.u32()
    if (size >= 2 ** 31)
      this.#diverges('BINSTRING with a length that the Python unpickler takes for negative')
    this.skip(size)
  }

  long4(): void {
    const size = this.i32()
    if (size < 0) throw new StreamEnd('LONG4 with a negative length')
    this.skip(size)
  }
}
