import { MiB } from '../model/context.ts'

// An index is one file of little-endian words:
//   magic (8 bytes), format version, length of everything, length of the information, number of packages,
//   checksum of the head, length of the head; the information as JSON; a row for each package, sorted by key; their keys
//   for each package a block: what is known of it
// The head ends where the blocks begin. Every part begins at a multiple of four bytes and is padded with zeros.
// A row says where key and block lie and what the checksum of the block is, so that an audit reads and checks the
// blocks of its packages alone. Numbers in blocks are LEB128, texts have their length before them.

export const MAGIC = 'assayadv'
export const FORMAT_VERSION = 1
/** Places of the numbers in front, in words. */
export const WORD = { version: 2, size: 3, information: 4, packages: 5, checksum: 6, head: 7 } as const
export const FRONT = 32
/** Words of a row: key, length of the key, block, length of the block, checksum of the block. */
export const ROW = 5
/** An index of every ecosystem that is read here has a tenth of it. */
export const MAX_INDEX: number = 256 * MiB
export const MAX_INFORMATION: number = MiB

export const SEVERITY_CODES = [undefined, 'low', 'medium', 'high', 'critical', 'info'] as const

/** What a stretch of versions says of its ends. */
export const HAS_FROM = 1
export const HAS_TO = 2
export const TO_IS_LAST = 4

/** What a block says of versions behind all that it covers. */
export const NO_TOP = 0
/** From this version on nothing is affected. */
export const TOP_IS_FREE = 1
/** Nothing newer than this version is affected. */
export const TOP_IS_AFFECTED = 2

/** Where an index came from, and how old it is. */
export interface IndexInformation {
  /** ISO 8601, UTC. */
  readonly built: string
  /** Advisories that are not withdrawn. */
  readonly records: number
  readonly withdrawn: number
  /** Records that are none, or leave open which package they are about. */
  readonly unreadable: number
  /** Records that speak of no ecosystem that is read here. */
  readonly elsewhere: number
  /** Latest change of any advisory, ISO 8601. */
  readonly newest?: string
  /** Ecosystems that the sources cover, with the number of packages that advisories name. */
  readonly ecosystems: Readonly<Record<string, number>>
  readonly sources: readonly IndexSource[]
}

export interface IndexSource {
  /** A file name or an address without credentials. Never a path. */
  readonly name: string
  readonly digest: string
  readonly records: number
}

/** The key under which a package lies in an index, as text of its bytes. */
export function packageKey(ecosystem: string, name: string): string {
  const key = `${ecosystem}/${name}`
  return /^[\u0020-\u007e]*$/.test(key) ? key : Buffer.from(key).toString('latin1')
}

/** FNV-1a over words. It finds what was damaged; who wants to deceive writes an index of his own. */
export function checksum(words: Uint32Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193)
  return hash >>> 0
}

/** The next multiple of four. */
export function padded(length: number): number {
  return (length + 3) & ~3
}
