import type { ByteInput } from '../../bytes/compression/input.ts'
import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

export const bzip2: Format<CompressedFacts> = {
  id: 'bzip2',
  title: 'bzip2 stream',
  extensions: ['.bz2'],
  onLoad: 'data',
  rules: [trailingData],
  // The header, then a block (pi) or the end of an empty stream (its square root).
  claims: ({ head }) =>
    /^425a683[1-9](?:314159265359|177245385090)/.test(head.toString('hex', 0, 10)) ? 'yes' : 'no',
  read: ({ path, bytes }, ctx) =>
    readCompressed({ path, bytes, codec: 'bzip2', suffixes: ['.bz2'], continues: anotherStream }, ctx),
}

function anotherStream(input: ByteInput): boolean {
  const { buffer, pos } = input.fill(3) >= 3 ? input : { buffer: [0, 0, 0], pos: 0 }
  return buffer[pos] === 0x42 && buffer[pos + 1] === 0x5a && buffer[pos + 2] === 0x68
}
