import { malformed, ReadError } from '../../model/read-error.ts'
import { bzip2Crc } from './bzip2-crc.ts'
import type { ByteInput } from './input.ts'
import type { Sink } from './window.ts'

const BLOCK = 100_000
const MAX_SYMBOLS = 258
const MAX_LENGTH = 20
const GROUP = 50
const OUT = 256 * 1024

/** Bits, most significant first. */
class BitInput {
  #hold = 0
  #count = 0
  readonly input: ByteInput

  constructor(input: ByteInput) {
    this.input = input
  }

  /** At most 24 bits. */
  peek(n: number): number {
    while (this.#count < n) {
      this.#hold = (this.#hold << 8) | this.input.u8()
      this.#count += 8
    }
    return (this.#hold >>> (this.#count - n)) & ((1 << n) - 1)
  }

  drop(n: number): void {
    this.#count -= n
  }

  take(n: number): number {
    const value = this.peek(n)
    this.#count -= n
    return value
  }

  take32(): number {
    return ((this.take(16) << 16) | this.take(16)) >>> 0
  }
}

interface Table {
  readonly least: number
  /** By length: the last code of that length, and what to subtract to find its symbol. */
  readonly limit: Int32Array
  readonly base: Int32Array
  readonly symbols: Uint16Array
}

/** One bzip2 stream. Checksums of blocks are verified after their bytes are out. */
export function decodeBzip2(input: ByteInput, sink: Sink): void {
  const start = input.offset
  if (input.u8() !== 0x42 || input.u8() !== 0x5a || input.u8() !== 0x68)
    throw malformed('no bzip2 header', start)
  const level = input.u8() - 0x30
  if (level < 1 || level > 9) throw malformed('a bzip2 block size that does not exist', start + 3)
  const bits = new BitInput(input)
  const block = new Uint32Array(level * BLOCK)
  for (;;) {
    const at = input.offset
    const magic = [bits.take(24), bits.take(24)]
    const crc = bits.take32()
    if (magic[0] === 0x177245 && magic[1] === 0x385090) return
    if (magic[0] !== 0x314159 || magic[1] !== 0x265359) throw malformed('no bzip2 block', at)
    // Version 0.9.0 and older shuffled repetitive blocks; nothing has written that since 1998.
    if (bits.take(1) === 1) throw new ReadError('unsupported', 'a randomised bzip2 block', at)
    const origin = bits.take(24)
    const length = readBlock(bits, block)
    if (origin >= length) throw malformed('a bzip2 block that starts behind its end', at)
    if (writeBlock(block, length, origin, sink) !== crc) throw malformed('a bzip2 checksum is wrong', at)
  }
}

function readBlock(bits: BitInput, block: Uint32Array): number {
  const used = usedBytes(bits)
  const alphabet = used.length + 2
  const tableCount = bits.take(3)
  const selectorCount = bits.take(15)
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0) throw malformed('a bzip2 block without tables')
  const selectors = readSelectors(bits, selectorCount, tableCount)
  const tables: Table[] = []
  for (let i = 0; i < tableCount; i++) tables.push(readTable(bits, alphabet))

  const order = Uint8Array.from(used)
  const endOfBlock = used.length + 1
  let length = 0
  let run = 0
  let weight = 1
  for (let group = 0; ; group++) {
    const table = tables[selectors[group] ?? -1]
    if (table === undefined) throw malformed('a bzip2 block runs out of selectors')
    for (let i = 0; i < GROUP; i++) {
      const symbol = readSymbol(bits, table)
      if (symbol <= 1) {
        run += weight << symbol
        weight <<= 1
        if (run > block.length) throw malformed('a bzip2 block is too long')
        continue
      }
      if (run > 0) {
        if (length + run > block.length) throw malformed('a bzip2 block is too long')
        block.fill(order[0]!, length, length + run)
        length += run
        run = 0
        weight = 1
      }
      if (symbol === endOfBlock) return length
      if (length >= block.length) throw malformed('a bzip2 block is too long')
      const position = symbol - 1
      const byte = order[position]!
      order.copyWithin(1, 0, position)
      order[0] = byte
      block[length++] = byte
    }
  }
}

function usedBytes(bits: BitInput): number[] {
  const rows = bits.take(16)
  const used: number[] = []
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue
    const columns = bits.take(16)
    for (let column = 0; column < 16; column++) if (columns & (0x8000 >> column)) used.push(row * 16 + column)
  }
  if (used.length === 0) throw malformed('a bzip2 block without bytes')
  return used
}

function readSelectors(bits: BitInput, count: number, tables: number): Uint8Array {
  const order = Uint8Array.from({ length: tables }, (_, i) => i)
  const selectors = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    let position = 0
    while (bits.take(1) === 1) if (++position >= tables) throw malformed('a bzip2 selector names no table')
    const selected = order[position]!
    order.copyWithin(1, 0, position)
    order[0] = selected
    selectors[i] = selected
  }
  return selectors
}

function readTable(bits: BitInput, alphabet: number): Table {
  const lengths = new Uint8Array(alphabet)
  let length = bits.take(5)
  for (let symbol = 0; symbol < alphabet; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_LENGTH) throw malformed('a bzip2 code of impossible length')
      if (bits.take(1) === 0) break
      length += bits.take(1) === 0 ? 1 : -1
    }
    lengths[symbol] = length
  }
  const symbols = new Uint16Array(MAX_SYMBOLS)
  const limit = new Int32Array(MAX_LENGTH + 2).fill(-1)
  const base = new Int32Array(MAX_LENGTH + 2)
  let code = 0
  let index = 0
  for (let n = 1; n <= MAX_LENGTH; n++) {
    base[n] = code - index
    for (let symbol = 0; symbol < alphabet; symbol++)
      if (lengths[symbol] === n) {
        symbols[index++] = symbol
        code++
      }
    limit[n] = code - 1
    code <<= 1
  }
  return { least: Math.min(...lengths), limit, base, symbols }
}

function readSymbol(bits: BitInput, { least, limit, base, symbols }: Table): number {
  for (let n = least; n <= MAX_LENGTH; n++) {
    const code = bits.peek(n)
    if (code > limit[n]!) continue
    bits.drop(n)
    const index = code - base[n]!
    if (index < 0) break
    return symbols[index]!
  }
  throw malformed('a bzip2 code that stands for nothing')
}

/** Undoes the Burrows-Wheeler transform and the first run-length coding; returns the checksum. */
function writeBlock(block: Uint32Array, length: number, origin: number, sink: Sink): number {
  const counts = new Uint32Array(257)
  for (let i = 0; i < length; i++) counts[block[i]! + 1]!++
  for (let i = 1; i <= 256; i++) counts[i]! += counts[i - 1]!
  // The upper 24 bits of each element become the link to its successor.
  for (let i = 0; i < length; i++) {
    const slot = counts[block[i]! & 0xff]!++
    block[slot] = (block[slot]! & 0xff) | (i << 8)
  }
  const out = new Uint8Array(OUT)
  let at = 0
  let crc = 0xffffffff
  const flush = (): void => {
    crc = bzip2Crc(out, at, crc)
    sink.write(out.subarray(0, at))
    at = 0
  }
  let link = block[origin]! >>> 8
  let last = -1
  let repeats = 0
  for (let left = length; left > 0; left--) {
    const element = block[link]!
    const byte = element & 0xff
    link = element >>> 8
    if (at > OUT - 300) flush()
    if (repeats === 4) {
      out.fill(last, at, at + byte)
      at += byte
      repeats = 0
      last = -1
      continue
    }
    repeats = byte === last ? repeats + 1 : 1
    last = byte
    out[at++] = byte
  }
  flush()
  return ~crc >>> 0
}
