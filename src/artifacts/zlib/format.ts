import { startsStream } from '../../bytes/compression/inflate.ts'
import { isZlibHeader } from '../../bytes/compression/zlib.ts'
import { sliceBytes } from '../../bytes/bytes.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'
import { trailingData } from './rules/trailing-data.ts'

/** joblib before 0.10 wrote `ZF`, the length as 19 hex characters, and with some versions a space. */
const JOBLIB = /^ZF0x[0-9a-f]{1,16}[ L]*$/i
const JOBLIB_HEADER = 21

/** The header is 11 bits of check in two bytes, so a claim needs a head that really decompresses. */
export const zlib: Format<CompressedFacts> = {
  id: 'zlib',
  title: 'zlib stream',
  extensions: ['.z', '.zlib'],
  onLoad: 'data',
  rules: [trailingData],
  claims,
  read: ({ path, bytes }, ctx) => {
    const from = streamStart(bytes.read(0, JOBLIB_HEADER + 1))
    return readCompressed(
      { path, bytes: sliceBytes(bytes, from), codec: 'zlib', suffixes: ['.z', '.zlib'] },
      ctx,
    )
  },
}

function claims({ head, bytes }: Sample): Claim {
  const from = streamStart(head)
  return head.length >= from + 8 && isZlibHeader(head[from]!, head[from + 1]!) && startsAt(bytes, from)
    ? 'yes'
    : 'no'
}

function startsAt(bytes: Bytes, from: number): boolean {
  return startsStream('zlib', sliceBytes(bytes, from))
}

function streamStart(head: Buffer): number {
  if (!JOBLIB.test(head.toString('latin1', 0, JOBLIB_HEADER))) return 0
  return head[JOBLIB_HEADER] === 0x20 ? JOBLIB_HEADER + 1 : JOBLIB_HEADER
}
