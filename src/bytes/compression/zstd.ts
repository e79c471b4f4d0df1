import { KiB } from '../../model/context.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'
import { isSkippable } from './lz4.ts'
import { Window, type Sink } from './window.ts'
import type { HuffmanTable } from './zstd/huffman.ts'
import { readLiterals } from './zstd/literals.ts'
import { newSequenceState, runSequences } from './zstd/sequences.ts'

export const ZSTD_FRAME = 0xfd2fb528
const MAX_BLOCK = 128 * KiB
const RAW = 0
const REPEATED = 1
const COMPRESSED = 2

interface FrameHeader {
  readonly window: number
  readonly checksum: boolean
}

/**
 * One zstd frame (RFC 8878), also a skippable one. Our own, because node:zlib gives neither the bytes before a break
 * nor bounds while it runs. Checksums are passed over.
 */
export function decodeZstd(input: ByteInput, sink: Sink): void {
  const start = input.offset
  const magic = input.u32()
  if (isSkippable(magic)) return input.skip(input.u32())
  if (magic !== ZSTD_FRAME) throw malformed('no zstd frame', start)
  const header = frameHeader(input)
  const maxBlock = Math.min(MAX_BLOCK, header.window)
  const window = new Window(header.window, sink)
  const state = newSequenceState()
  let huffman: HuffmanTable | undefined
  try {
    for (let last = false; !last;) {
      const at = input.offset
      const word = input.u8() | (input.u8() << 8) | (input.u8() << 16)
      last = (word & 1) === 1
      const type = (word >> 1) & 3
      const size = word >> 3
      if (size > MAX_BLOCK) throw malformed('a zstd block is too long', at)
      if (type === RAW) {
        window.append(input.view(size))
        state.written += size
      } else if (type === REPEATED) {
        window.reserve(size)
        window.buffer.fill(input.u8(), window.pos, window.pos + size)
        window.pos += size
        state.written += size
      } else if (type === COMPRESSED) {
        const block = input.view(size)
        const literals = readLiterals(block, huffman)
        huffman = literals.table
        runSequences(
          block.subarray(literals.size),
          literals.bytes,
          state,
          window,
          Math.max(maxBlock, 1 * KiB),
        )
      } else throw malformed('a zstd block of unknown type', at)
    }
  } finally {
    window.flush()
  }
  if (header.checksum) input.skip(4)
}

function frameHeader(input: ByteInput): FrameHeader {
  const descriptor = input.u8()
  if (descriptor & 0x08) throw malformed('a reserved bit of a zstd frame is set', input.offset - 1)
  const single = (descriptor & 0x20) !== 0
  const code = single ? 0 : input.u8()
  const base = 2 ** (10 + (code >> 3))
  const dictionary = number(input, [0, 1, 2, 4][descriptor & 3]!)
  if (dictionary !== 0) throw new ReadError('unsupported', `zstd with dictionary ${dictionary}`, input.offset)
  const width = [single ? 1 : 0, 2, 4, 8][descriptor >> 6]!
  const content = number(input, width) + (width === 2 ? 256 : 0)
  return { window: single ? content : base + (base / 8) * (code & 7), checksum: (descriptor & 4) !== 0 }
}

function number(input: ByteInput, bytes: number): number {
  let value = 0
  for (let i = 0; i < bytes; i++) value += input.u8() * 2 ** (8 * i)
  return value
}
