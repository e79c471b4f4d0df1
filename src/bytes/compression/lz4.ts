import { KiB, MiB } from '../../model/context.ts'
import { malformed } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'
import { Window, type Sink } from './window.ts'

export const LZ4_FRAME = 0x184d2204
export const LZ4_LEGACY = 0x184c2102
const HISTORY = 64 * KiB
const LEGACY_BLOCK = 8 * MiB
const STORED = 0x80000000
const COPY = 256 * KiB

/** One frame, also a skippable one or the format from before frames. Checksums are passed over. */
export function decodeLz4(input: ByteInput, sink: Sink): void {
  const start = input.offset
  const magic = input.u32()
  if (isSkippable(magic)) return input.skip(input.u32())
  const window = new Window(HISTORY, sink)
  try {
    if (magic === LZ4_FRAME) frame(input, window)
    else if (magic === LZ4_LEGACY) legacy(input, window)
    else throw malformed('no lz4 frame', start)
  } finally {
    window.flush()
  }
}

/** Frames of zstd and lz4 share it. */
export function isSkippable(magic: number): boolean {
  return magic >= 0x184d2a50 && magic <= 0x184d2a5f
}

function frame(input: ByteInput, window: Window): void {
  const flags = input.u8()
  const descriptor = input.u8()
  if (flags >> 6 !== 1) throw malformed('an lz4 frame of unknown version', input.offset - 2)
  const maxBlock = 1 << (8 + 2 * ((descriptor >> 4) & 7))
  if (maxBlock < 64 * KiB) throw malformed('an lz4 block size that does not exist', input.offset - 1)
  if (flags & 0x08) input.skip(8)
  if (flags & 0x01) input.skip(4)
  input.skip(1)
  for (;;) {
    const word = input.u32()
    if (word === 0) break
    const size = word % STORED
    if (size > maxBlock) throw malformed('an lz4 block is too long', input.offset - 4)
    if (word >= STORED) window.append(input.view(size))
    else decodeBlock(input.view(size), window, maxBlock)
    if (flags & 0x10) input.skip(4)
  }
  if (flags & 0x04) input.skip(4)
}

/** Blocks up to the end of the file or to the next frame. */
function legacy(input: ByteInput, window: Window): void {
  while (input.fill(4) >= 4) {
    const { buffer, pos } = input
    const size =
      (buffer[pos]! | (buffer[pos + 1]! << 8) | (buffer[pos + 2]! << 16) | (buffer[pos + 3]! << 24)) >>> 0
    if (size === LZ4_FRAME || size === LZ4_LEGACY || isSkippable(size)) return
    if (size > LEGACY_BLOCK + 64 * KiB) throw malformed('an lz4 block is too long', input.offset)
    input.skip(4)
    decodeBlock(input.view(size), window, LEGACY_BLOCK)
  }
}

function decodeBlock(from: Uint8Array, window: Window, limit: number): void {
  let at = 0
  let room = limit
  const length = (start: number): number => {
    let total = start
    if (start === 15)
      for (let byte = 255; byte === 255; total += byte) {
        if (at >= from.length) throw malformed('an lz4 block ends early')
        byte = from[at++]!
      }
    return total
  }
  while (at < from.length) {
    const token = from[at++]!
    const literals = length(token >> 4)
    room -= literals
    if (at + literals > from.length || room < 0) throw malformed('an lz4 block contradicts its length')
    window.append(from.subarray(at, at + literals))
    at += literals
    if (at === from.length) return
    if (at + 2 > from.length) throw malformed('an lz4 block ends early')
    const distance = from[at]! | (from[at + 1]! << 8)
    at += 2
    let matched = length(token & 15) + 4
    room -= matched
    if (distance === 0 || distance > window.pos || room < 0)
      throw malformed('an lz4 match from before the start')
    for (; matched > 0; matched -= COPY) window.copy(distance, Math.min(matched, COPY))
  }
}
