import { malformed } from '../../../model/read-error.ts'
import { BackwardBits } from './bits.ts'
import { readFseTable } from './fse.ts'

const MAX_BITS = 11
const MAX_SYMBOLS = 256

export interface HuffmanTable {
  readonly bits: number
  /** `symbol << 4 | length` by the next `bits` bits. */
  readonly entries: Uint16Array
}

/** Reads a tree description; returns the table and the bytes that it took. */
export function readHuffmanTable(data: Uint8Array): { table: HuffmanTable; size: number } {
  const head = data[0]
  if (head === undefined) throw malformed('a zstd literals section ends early')
  if (head >= 128) {
    const count = head - 127
    const size = 1 + ((count + 1) >> 1)
    if (size > data.length) throw malformed('a zstd literals section ends early')
    const weights: number[] = []
    for (let i = 0; i < count; i++) {
      const pair = data[1 + (i >> 1)]!
      weights.push(i % 2 === 0 ? pair >> 4 : pair & 15)
    }
    return { table: tableOf(weights), size }
  }
  if (1 + head > data.length) throw malformed('a zstd literals section ends early')
  return { table: tableOf(codedWeights(data.subarray(1, 1 + head))), size: 1 + head }
}

/** Two states take turns until the bits are used up. */
function codedWeights(data: Uint8Array): number[] {
  const { table, size } = readFseTable(data, 6, 255)
  const bits = new BackwardBits(data.subarray(size))
  const states = [bits.take(table.log), bits.take(table.log)]
  const weights: number[] = []
  for (let turn = 0; ; turn ^= 1) {
    const state = states[turn]!
    weights.push(table.symbols[state]!)
    if (weights.length >= MAX_SYMBOLS) throw malformed('a zstd tree has too many weights')
    const width = table.bits[state]!
    if (bits.left < width) {
      weights.push(table.symbols[states[turn ^ 1]!]!)
      return weights
    }
    states[turn] = table.base[state]! + bits.take(width)
  }
}

/** The last weight is what is missing to a power of two. */
function tableOf(weights: number[]): HuffmanTable {
  let total = 0
  for (const weight of weights) {
    if (weight > MAX_BITS + 1) throw malformed('a zstd tree is too deep')
    if (weight > 0) total += 1 << (weight - 1)
  }
  const bits = 32 - Math.clz32(total)
  const missing = (1 << bits) - total
  if (total === 0 || bits > MAX_BITS || (missing & (missing - 1)) !== 0)
    throw malformed('a zstd tree does not add up')
  const all = [...weights, 32 - Math.clz32(missing)]
  const entries = new Uint16Array(1 << bits)
  let at = 0
  for (let weight = 1; weight <= bits; weight++)
    for (const [symbol, own] of all.entries()) {
      if (own !== weight) continue
      const run = 1 << (weight - 1)
      entries.fill((symbol << 4) | (bits + 1 - weight), at, at + run)
      at += run
    }
  if (at !== entries.length || all.length > MAX_SYMBOLS) throw malformed('a zstd tree does not add up')
  return { bits, entries }
}

export function decodeHuffman(
  data: Uint8Array,
  { bits: width, entries }: HuffmanTable,
  target: Uint8Array,
): void {
  const bits = new BackwardBits(data)
  for (let i = 0; i < target.length; i++) {
    const entry = entries[bits.peek(width)]!
    bits.left -= entry & 15
    target[i] = entry >> 4
  }
  if (bits.left !== 0) throw malformed('a zstd literals stream is not as long as it says')
}
