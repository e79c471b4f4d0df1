import type { Datatype } from './datatype.ts'

export interface AttributeFact {
  /** Path of the object that carries it; `/` is the root group. */
  readonly object: string
  readonly name: string
  readonly type: Datatype
  /** The first characters of the first value, where it is text. */
  readonly text?: string
  /** In the file. */
  readonly offset: number
}

export interface ExternalFile {
  readonly name: string
  /** Byte range in that file. */
  readonly start: number
  readonly length: number
}

export interface DatasetFact {
  readonly path: string
  readonly extents: readonly number[]
  readonly type?: Datatype
  readonly layout: 'compact' | 'contiguous' | 'chunked' | 'virtual'
  /** First source file of a virtual dataset; `.` is the file itself. */
  readonly source?: string
  /** Files outside that hold the data. */
  readonly externalFiles: readonly ExternalFile[]
  readonly offset: number
}

/** A link that does not lead to an object of the file. */
export type OutsideLink =
  | { readonly kind: 'external'; readonly path: string; readonly file: string; readonly target: string }
  | { readonly kind: 'user-defined'; readonly path: string; readonly type: number }

export interface Hdf5Facts {
  readonly superblockVersion: number
  /** Bytes before the superblock, which HDF5 leaves to others. */
  readonly userBlock: number
  /** Size of the file. */
  readonly size: number
  readonly groups: readonly string[]
  readonly datasets: readonly DatasetFact[]
  readonly attributes: readonly AttributeFact[]
  readonly outsideLinks: readonly OutsideLink[]
}
