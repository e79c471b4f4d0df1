import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])

export const xz: Format<CompressedFacts> = {
  id: 'xz',
  title: 'xz stream',
  extensions: ['.xz', '.txz'],
  onLoad: 'data',
  rules: [trailingData],
  claims: ({ head }) => (head.subarray(0, 6).equals(MAGIC) ? 'yes' : 'no'),
  read: ({ path, bytes }, ctx) =>
    readCompressed(
      {
        path,
        bytes,
        codec: 'xz',
        suffixes: ['.xz'],
        continues: (input) =>
          input.fill(6) >= 6 && MAGIC.equals(input.buffer.subarray(input.pos, input.pos + 6)),
      },
      ctx,
    ),
}
