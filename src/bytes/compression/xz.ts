import { crc32 } from 'node:zlib'
import { malformed, ReadError } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'
import { decodeLzma2 } from './lzma2.ts'
import { Window, type Sink } from './window.ts'

const LZMA2 = 0x21n
/** By check id: none, CRC-32, CRC-64 and SHA-256 at 1, 4 and 10. */
const CHECK_SIZES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])

/**
 * One `.xz` stream with the padding behind it. The checks over the content are passed over: a wrong one makes
 * loaders refuse what is read here, never the other way round.
 */
export function decodeXz(input: ByteInput, sink: Sink): void {
  const start = input.offset
  const header = Buffer.from(input.view(12))
  if (!header.subarray(0, 6).equals(MAGIC) || crc32(header.subarray(6, 8)) !== header.readUInt32LE(8))
    throw malformed('no xz header', start)
  const checkSize = CHECK_SIZES[header[7]! & 15]!
  while (input.fill(1) > 0 && input.buffer[input.pos] !== 0) block(input, sink, checkSize)
  index(input)
  const footer = input.offset
  if (Buffer.from(input.view(12)).toString('latin1', 10) !== 'YZ') throw malformed('no xz footer', footer)
  while (
    input.fill(4) >= 4 &&
    Buffer.from(input.buffer.subarray(input.pos, input.pos + 4)).readUInt32LE(0) === 0
  )
    input.skip(4)
}

function block(input: ByteInput, sink: Sink, checkSize: number): void {
  const start = input.offset
  const size = (input.u8() + 1) * 4
  const header = Buffer.from(input.view(size - 1))
  if (crc32(header.subarray(0, size - 5), crc32(Buffer.of(size / 4 - 1))) !== header.readUInt32LE(size - 5))
    throw malformed('an xz block header does not match its checksum', start)
  const fields = { data: header.subarray(0, size - 5), at: 1 }
  const flags = header[0]!
  if (flags & 0x40) varint(fields)
  if (flags & 0x80) varint(fields)
  const filters = (flags & 3) + 1
  const id = varint(fields)
  if (filters > 1 || id !== LZMA2)
    throw new ReadError(
      'unsupported',
      `an xz filter of id ${id}${filters > 1 ? ' before another' : ''}`,
      start,
    )
  varint(fields)
  const window = new Window(dictionarySize(fields.data[fields.at] ?? 0xff), sink)
  const data = input.offset
  try {
    decodeLzma2(input, window)
  } finally {
    window.flush()
  }
  const length = input.offset - data
  input.skip((4 - (length % 4)) % 4)
  input.skip(checkSize)
}

/** Passed over: it repeats what the blocks said. */
function index(input: ByteInput): void {
  const start = input.offset
  input.u8()
  const records = streamVarint(input)
  for (let i = 0n; i < records; i++) {
    streamVarint(input)
    streamVarint(input)
  }
  input.skip((4 - ((input.offset - start) % 4)) % 4)
  input.skip(4)
}

function dictionarySize(code: number): number {
  if (code > 40) throw malformed('an xz dictionary size that does not exist')
  return code === 40 ? 0xffffffff : (2 | (code & 1)) * 2 ** ((code >> 1) + 11)
}

function streamVarint(input: ByteInput): bigint {
  let value = 0n
  for (let shift = 0n; shift < 63n; shift += 7n) {
    const byte = input.u8()
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
  throw malformed('an xz number is too long', input.offset)
}

function varint(fields: { data: Buffer; at: number }): bigint {
  let value = 0n
  for (let shift = 0n; shift < 63n && fields.at < fields.data.length; shift += 7n) {
    const byte = fields.data[fields.at++]!
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
  throw malformed('an xz block header ends early')
}
