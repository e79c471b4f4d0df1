import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

export const gzip: Format<CompressedFacts> = {
  id: 'gzip',
  title: 'gzip stream',
  extensions: ['.gz', '.tgz'],
  onLoad: 'data',
  rules: [trailingData],
  // Reserved flags are zero; a stream that breaks at once is still what gzip readers would open.
  claims: ({ head }) =>
    head.length >= 10 && head.readUInt16BE(0) === 0x1f8b && head[2] === 8 && (head[3]! & 0xe0) === 0
      ? 'yes'
      : 'no',
  // Members of one file decompress to one stream.
  read: ({ path, bytes }, ctx) =>
    readCompressed(
      {
        path,
        bytes,
        codec: 'gzip',
        suffixes: ['.gz'],
        continues: (input) =>
          input.fill(2) >= 2 && input.buffer[input.pos] === 0x1f && input.buffer[input.pos + 1] === 0x8b,
      },
      ctx,
    ),
}
