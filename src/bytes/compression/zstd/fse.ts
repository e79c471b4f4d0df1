import { malformed } from '../../../model/read-error.ts'
import { ForwardBits } from './bits.ts'

/** A finite-state decoder: by state, the symbol, the bits to read, and what they are added to. */
export interface FseTable {
  readonly log: number
  readonly symbols: Uint8Array
  readonly bits: Uint8Array
  readonly base: Uint16Array
}

/** Reads the distribution of a table; returns the table and the bytes that it took. */
export function readFseTable(
  data: Uint8Array,
  maxLog: number,
  maxSymbol: number,
): { table: FseTable; size: number } {
  const bits = new ForwardBits(data)
  const log = bits.peek(4) + 5
  bits.drop(4)
  if (log > maxLog) throw malformed('a zstd table is too large')
  const counts: number[] = []
  let remaining = (1 << log) + 1
  let threshold = 1 << log
  let width = log + 1
  while (remaining > 1) {
    if (counts.length > maxSymbol) throw malformed('a zstd table has too many symbols')
    const unused = 2 * threshold - 1 - remaining
    const short = bits.peek(width - 1)
    let value = short
    if (short < unused) bits.drop(width - 1)
    else {
      value = bits.peek(width)
      if (value >= threshold) value -= unused
      bits.drop(width)
    }
    const count = value - 1
    counts.push(count)
    remaining -= Math.abs(count)
    if (remaining < 1) throw malformed('a zstd table does not add up')
    while (remaining < threshold) {
      width--
      threshold >>= 1
    }
    if (count === 0) skipZeros(bits, counts, maxSymbol)
  }
  return { table: fseTable(counts, log), size: bits.bytes }
}

function skipZeros(bits: ForwardBits, counts: number[], maxSymbol: number): void {
  for (let repeat = 3; repeat === 3;) {
    repeat = bits.peek(2)
    bits.drop(2)
    for (let i = 0; i < repeat; i++) counts.push(0)
    if (counts.length > maxSymbol + 1) throw malformed('a zstd table has too many symbols')
  }
}

/** Spreads symbols over the states; -1 stands for less than one. */
export function fseTable(counts: readonly number[], log: number): FseTable {
  const size = 1 << log
  const symbols = new Uint8Array(size)
  const next = new Uint16Array(counts.length)
  let high = size - 1
  for (const [symbol, count] of counts.entries()) {
    if (count === -1) symbols[high--] = symbol
    next[symbol] = Math.abs(count)
  }
  const step = (size >> 1) + (size >> 3) + 3
  let at = 0
  for (const [symbol, count] of counts.entries())
    for (let i = 0; i < count; i++) {
      symbols[at] = symbol
      do at = (at + step) & (size - 1)
      while (at > high)
    }
  if (at !== 0) throw malformed('a zstd table does not add up')
  const bits = new Uint8Array(size)
  const base = new Uint16Array(size)
  for (let state = 0; state < size; state++) {
    const order = next[symbols[state]!]!++
    const width = log - (31 - Math.clz32(order))
    bits[state] = width
    base[state] = (order << width) - size
  }
  return { log, symbols, bits, base }
}

/** A table of one symbol, which costs no bits. */
export function constantTable(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), base: new Uint16Array(1) }
}
