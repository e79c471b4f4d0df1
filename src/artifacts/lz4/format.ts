import { isSkippable, LZ4_FRAME, LZ4_LEGACY } from '../../bytes/compression/lz4.ts'
import type { ByteInput } from '../../bytes/compression/input.ts'
import { startsStream } from '../../bytes/compression/inflate.ts'
import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

export const lz4: Format<CompressedFacts> = {
  id: 'lz4',
  title: 'lz4 frame',
  extensions: ['.lz4'],
  onLoad: 'data',
  rules: [trailingData],
  claims: ({ head, bytes }) =>
    head.length >= 8 && isFrame(head.readUInt32LE(0)) && startsStream('lz4', bytes) ? 'yes' : 'no',
  read: ({ path, bytes }, ctx) =>
    readCompressed({ path, bytes, codec: 'lz4', suffixes: ['.lz4'], continues: anotherFrame }, ctx),
}

function isFrame(magic: number): boolean {
  return magic === LZ4_FRAME || magic === LZ4_LEGACY
}

function anotherFrame(input: ByteInput): boolean {
  if (input.fill(4) < 4) return false
  const magic = Buffer.from(input.buffer.buffer, input.buffer.byteOffset + input.pos, 4).readUInt32LE(0)
  return isFrame(magic) || isSkippable(magic)
}
