import { malformed } from '../../../model/read-error.ts'
import { decodeHuffman, readHuffmanTable, type HuffmanTable } from './huffman.ts'

const RAW = 0
const REPEATED = 1
const TREELESS = 3
const MAX_BLOCK = 128 * 1024

export interface Literals {
  readonly bytes: Uint8Array
  /** Bytes of the block that they took. */
  readonly size: number
  /** For the next block, which may use it again. */
  readonly table: HuffmanTable | undefined
}

/** The literals section of a compressed block. */
export function readLiterals(block: Uint8Array, before: HuffmanTable | undefined): Literals {
  const head = block[0] ?? 0
  const type = head & 3
  const format = (head >> 2) & 3
  if (type === RAW || type === REPEATED) {
    const headerSize = format === 1 ? 2 : format === 3 ? 3 : 1
    const size = headerSize === 1 ? head >> 3 : word(block, headerSize) >>> 4
    checkSize(size)
    if (type === RAW) return { bytes: part(block, headerSize, size), size: headerSize + size, table: before }
    const byte = part(block, headerSize, 1)[0]!
    return { bytes: new Uint8Array(size).fill(byte), size: headerSize + 1, table: before }
  }
  const headerSize = format < 2 ? 3 : format + 2
  const width = format < 2 ? 10 : format === 2 ? 14 : 18
  const header = BigInt(word(block, 4)) | (BigInt(block[4] ?? 0) << 32n)
  const mask = (1n << BigInt(width)) - 1n
  const size = Number((header >> 4n) & mask)
  const packed = Number((header >> BigInt(4 + width)) & mask)
  checkSize(size)
  let data = part(block, headerSize, packed)
  let table = before
  if (type !== TREELESS) {
    const tree = readHuffmanTable(data)
    table = tree.table
    data = data.subarray(tree.size)
  }
  if (table === undefined) throw malformed('a zstd block uses a tree that was never given')
  const bytes = new Uint8Array(size)
  if (format === 0) decodeHuffman(data, table, bytes)
  else decodeFour(data, table, bytes)
  return { bytes, size: headerSize + packed, table }
}

function decodeFour(data: Uint8Array, table: HuffmanTable, target: Uint8Array): void {
  const quarter = (target.length + 3) >> 2
  let at = 6
  for (let i = 0; i < 4; i++) {
    const size = i < 3 ? part(data, 2 * i, 2)[0]! | (data[2 * i + 1]! << 8) : data.length - at
    if (quarter * 3 > target.length) throw malformed('a zstd literals section is too short for four streams')
    decodeHuffman(
      part(data, at, size),
      table,
      target.subarray(quarter * i, i < 3 ? quarter * (i + 1) : target.length),
    )
    at += size
  }
}

function checkSize(size: number): void {
  if (size > MAX_BLOCK) throw malformed('a zstd block has too many literals')
}

function part(data: Uint8Array, start: number, length: number): Uint8Array {
  if (length < 0 || start + length > data.length) throw malformed('a zstd block ends early')
  return data.subarray(start, start + length)
}

function word(data: Uint8Array, bytes: number): number {
  let value = 0
  for (let i = 0; i < bytes; i++) value |= (data[i] ?? 0) << (8 * i)
  return value >>> 0
}
