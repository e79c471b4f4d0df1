import { startsStream } from '../../bytes/compression/inflate.ts'
import { isZlibHeader } from '../../bytes/compression/zlib.ts'
import type { Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

/** The header is 11 bits of check in two bytes, so a claim needs a head that really decompresses. */
export const zlib: Format<CompressedFacts> = {
  id: 'zlib',
  title: 'zlib stream',
  extensions: ['.z', '.zlib'],
  onLoad: 'data',
  rules: [trailingData],
  claims: ({ head, bytes }) =>
    head.length >= 8 && isZlibHeader(head[0]!, head[1]!) && startsStream('zlib', bytes) ? 'yes' : 'no',
  read: ({ path, bytes }, ctx) =>
    readCompressed({ path, bytes, codec: 'zlib', suffixes: ['.z', '.zlib'] }, ctx),
}
