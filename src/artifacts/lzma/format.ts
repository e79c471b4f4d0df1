import { startsStream } from '../../bytes/compression/inflate.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { readCompressed, type CompressedFacts } from '../compressed.ts'

const HEADER = 13
/** Of content, 256 GiB: what the reference library takes for plausible. */
const MAX_SIZE = 1n << 38n

/** The format has no magic; the rules by which the reference library guesses decide, and the head must decode. */
export const lzma: Format<CompressedFacts> = {
  id: 'lzma',
  title: 'LZMA stream',
  extensions: ['.lzma'],
  onLoad: 'data',
  rules: [],
  claims,
  read: ({ path, bytes }, ctx) => readCompressed({ path, bytes, codec: 'lzma', suffixes: ['.lzma'] }, ctx),
}

function claims({ head, bytes }: Sample): Claim {
  if (head.length <= HEADER + 4 || head[0]! >= 9 * 5 * 5 || head[HEADER] !== 0) return 'no'
  const dictionary = head.readUInt32LE(1)
  const size = head.readBigUInt64LE(5)
  const unknown = size === 0xffff_ffff_ffff_ffffn
  if (!plausibleDictionary(dictionary) || (!unknown && (size >= MAX_SIZE || size === 0n))) return 'no'
  return startsStream('lzma', bytes) ? 'yes' : 'no'
}

/** A power of two or the sum of two neighbouring ones. */
function plausibleDictionary(size: number): boolean {
  if (size === 0xffffffff) return true
  if (size < 4096) return false
  const top = 2 ** Math.floor(Math.log2(size))
  return size === top || size === top * 1.5
}
