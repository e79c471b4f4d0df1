import type { ChecksumAlgorithm } from '../../model/checksum.ts'

const STRONG: ReadonlySet<ChecksumAlgorithm> = new Set(['sha256', 'sha384', 'sha512', 'blake2b-512'])

/** Whether nobody can make two files with one digest of it. */
export function isStrong(algorithm: ChecksumAlgorithm): boolean {
  return STRONG.has(algorithm)
}

/**
 * Whether a digest of it that agrees says anything. Git's SHA-1 does, MD5 and plain SHA-1 do not: hosts of git
 * repositories refuse blobs that were made to collide, and nothing refuses such files elsewhere.
 */
export function vouches(algorithm: ChecksumAlgorithm): boolean {
  return isStrong(algorithm) || algorithm === 'git-blob-sha1'
}

/** What a label says: an algorithm, one that is not worked out here, or no algorithm at all. */
export type Labelled = ChecksumAlgorithm | 'unsupported' | undefined

const LABELS: readonly (readonly [RegExp, Labelled])[] = [
  // Other algorithms with digests of the same length come first: they are not what their length suggests.
  [/\bhmac\b/, 'unsupported'],
  [/\bsha-?3[-_/ ]?(?:224|256|384|512)\b|\bkeccak|\bshake-?\d|\bsm3\b|\bwhirlpool\b/, 'unsupported'],
  [/\bsha-?512[-_/](?:224|256)(?:sums?)?\b/, 'unsupported'],
  [/\bblake-?3|\bb3(?:sums?)?\b|\bblake-?2-?s|\bblake-?2-?b?[-_ ]?(?:128|160|224|256|384)\b/, 'unsupported'],
  [/\bsha(?:-?2)?-?224(?:sums?)?\b|\bxet\b|\bxxh|\bcrc-?\d+|\bripemd|\bmd4\b|\btiger\b/, 'unsupported'],
  [/\bblake-?2-?b?(?:[-_ ]?512)?(?:sums?)?\b|\bb2(?:sums?)?\b/, 'blake2b-512'],
  [/\bsha(?:-?2)?[-_ ]?256(?:sums?|digest|hash|hex)?\b|\bs256\b/, 'sha256'],
  [/\bsha(?:-?2)?[-_ ]?384(?:sums?|digest|hash|hex)?\b/, 'sha384'],
  [/\bsha(?:-?2)?[-_ ]?512(?:sums?|digest|hash|hex)?\b/, 'sha512'],
  [/\bsha[-_ ]?1(?:sums?|digest|hash|hex)?\b/, 'sha1'],
  [/\bmd-?5(?:sums?|digest|hash|hex)?\b/, 'md5'],
]
const MAX_LABEL = 200
/** Nearly all words end the search here. */
const ANY = /sha|md-?[45]|blake|b[23]|s256|sm3|xet|xxh|crc|hmac|keccak|whirlpool|ripemd|tiger/i

/** The algorithm that a few words name: `SHA-256 checksum`, `sha256sum`, `MD5SUMS`, `SHA2-512`. */
export function labelled(words: string): Labelled {
  if (words.length > MAX_LABEL || !ANY.test(words)) return undefined
  // Names of files and keys join words by underscores and dots: `model.gguf.sha256`, `sha256_hash`.
  const text = words
    .toLowerCase()
    .replaceAll(/(?<=[a-z])_(?=sha|md5|b2|blake)|_(?=hash|sum|digest|hex|base64)/g, ' ')
  const found = LABELS.filter(([pattern]) => pattern.test(text))
  const [first, second] = found
  if (first?.[1] === 'unsupported') return 'unsupported'
  // `SHA256/SHA512` above a column says nothing of a single digest but that its length decides.
  return second && second[1] !== first?.[1] ? undefined : first?.[1]
}

const HEX_LENGTH: Readonly<Record<ChecksumAlgorithm, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
  'blake2b-512': 128,
  sha1: 40,
  md5: 32,
  'git-blob-sha1': 40,
}

/** Whether a text in hex can be a digest of the algorithm. */
function fits(algorithm: ChecksumAlgorithm, hex: string): boolean {
  return hex.length === HEX_LENGTH[algorithm]
}

/**
 * The algorithm of a digest by its label and its length. Without a label, 40 digits are more likely a commit than
 * a checksum, and 32 any identifier.
 */
export function algorithmOf(hex: string, label: Labelled): Labelled {
  if (label === 'unsupported') return 'unsupported'
  if (label !== undefined) return fits(label, hex) ? label : undefined
  if (hex.length === 64) return 'sha256'
  if (hex.length === 96) return 'sha384'
  return hex.length === 128 ? 'sha512' : undefined
}
