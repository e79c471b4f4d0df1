import type { ByteInput } from '../../bytes/compression/input.ts'
import { startsStream } from '../../bytes/compression/inflate.ts'
import { isSkippable } from '../../bytes/compression/lz4.ts'
import { ZSTD_FRAME } from '../../bytes/compression/zstd.ts'
import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

export const zstd: Format<CompressedFacts> = {
  id: 'zstd',
  title: 'zstd frame',
  extensions: ['.zst', '.zstd'],
  onLoad: 'data',
  rules: [trailingData],
  claims: ({ head, bytes }) =>
    head.length >= 9 && head.readUInt32LE(0) === ZSTD_FRAME && startsStream('zstd', bytes) ? 'yes' : 'no',
  read: ({ path, bytes }, ctx) =>
    readCompressed({ path, bytes, codec: 'zstd', suffixes: ['.zst', '.zstd'], continues: anotherFrame }, ctx),
}

function anotherFrame(input: ByteInput): boolean {
  if (input.fill(4) < 4) return false
  const magic = Buffer.from(input.buffer.buffer, input.buffer.byteOffset + input.pos, 4).readUInt32LE(0)
  return magic === ZSTD_FRAME || isSkippable(magic)
}
