import type { ReadError } from '../../model/read-error.ts'

/** A member as one header says it is. Offsets count in the file, sizes are bytes. */
export interface ZipEntry {
  /** Decoded, never cleaned: it may hold anything. */
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
  /** Of the local header. */
  readonly headerAt: number
  /** Of the data; -1 where there is no local header. Known once the archive is laid out. */
  dataAt: number
  /** Unix mode from the external attributes; 0 when the writer gave none. */
  readonly mode: number
  /** Which listing names it. Loaders see `directory` only. */
  readonly source: 'directory' | 'other-directory' | 'local-header'
}

export type ZipFlawKind =
  /** The local header says something else than the central directory. */
  | 'local-name'
  | 'local-size'
  | 'local-method'
  | 'local-encryption'
  | 'local-missing'
  /** The end record's count or size is not that of the directory. */
  | 'count'
  /** More than one directory can be found: loaders choose differently. */
  | 'second-directory'
  | 'stray-end'
  | 'unicode-name'
  | 'duplicate'
  | 'folded-duplicate'
  | 'overlap'
  | 'hidden-member'
  | 'slack'
  | 'prefix'
  | 'trailing'
  | 'outside'

export interface ZipFlaw {
  readonly kind: ZipFlawKind
  /** A clause: `the local header calls it "a"`. May quote untrusted text. */
  readonly says: string
  readonly start: number
  readonly end: number
  readonly name?: string
}

export interface ByteSpan {
  readonly start: number
  readonly end: number
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[]
  readonly flaws: readonly ZipFlaw[]
  /** Bytes that no member, header or directory accounts for, and that are not all zero. */
  readonly unaccounted: readonly ByteSpan[]
  readonly comment: number
  /** Why not all of it could be listed. */
  readonly incomplete?: ReadError
}

export const STORED = 0
export const DEFLATED = 8

export const ENCRYPTED = 1
export const DATA_DESCRIPTOR = 8
