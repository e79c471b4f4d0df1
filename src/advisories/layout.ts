import { MiB } from '../model/context.ts'

// An index is one file, little-endian:
//   magic (8 bytes), format version (4), length of everything (4), SHA-256 of all that follows (32)
//   length of the information, the information as JSON
//   number of packages, number of advisories
//   a table of packages, sorted by key: where the key and what is known of it lie
//   a table of advisories: where each lies
//   keys of packages, what is known of each, advisories
// Offsets count from the start of the file. Numbers inside entries are LEB128, texts have their length before them.

export const MAGIC = 'assayadv'
export const FORMAT_VERSION = 1
/** Magic, version, size, digest. */
export const FIXED = 48
export const DIGEST_AT = 16
/** Key, length of the key, entries. */
export const PACKAGE_ROW = 12
export const ADVISORY_ROW = 4
/** An index of every ecosystem that is read here has a tenth of it. */
export const MAX_INDEX: number = 256 * MiB
export const MAX_INFORMATION: number = MiB

export const SEVERITY_CODES = [undefined, 'low', 'medium', 'high', 'critical', 'info'] as const

/** What a stretch of versions says of its ends. */
export const HAS_FROM = 1
export const HAS_TO = 2
export const TO_IS_LAST = 4
export const TO_IS_LIMIT = 8

/** Where an index came from, and how old it is. */
export interface IndexInformation {
  /** ISO 8601, UTC. */
  readonly built: string
  /** Advisories that are not withdrawn. */
  readonly records: number
  readonly withdrawn: number
  /** Records that are none, or say nothing of an ecosystem that is read here. */
  readonly unreadable: number
  readonly elsewhere: number
  /** Latest change of any advisory, ISO 8601. */
  readonly newest?: string
  /** Ecosystems that the sources cover, with the packages that advisories name. */
  readonly ecosystems: Readonly<Record<string, number>>
  readonly sources: readonly IndexSource[]
}

export interface IndexSource {
  /** A file name or an address without credentials. Never a path. */
  readonly name: string
  readonly digest: string
  readonly records: number
}
