import { startsStream } from '../../bytes/compression/inflate.ts'
import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'

export const gzip: Format<CompressedFacts> = {
  id: 'gzip',
  title: 'gzip stream',
  extensions: ['.gz', '.tgz'],
  onLoad: 'data',
  rules: [],
  claims: ({ head, bytes }) =>
    head.length >= 10 && head.readUInt16BE(0) === 0x1f8b && head[2] === 8 && startsStream('gzip', bytes)
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
