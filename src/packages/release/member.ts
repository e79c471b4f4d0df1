import type { Digest } from '../../model/identity.ts'

const ARCHIVE_KINDS = ['wheel', 'sdist', 'conda', 'npm', 'archive'] as const
export type ArchiveKind = (typeof ARCHIVE_KINDS)[number]

/** What a member is, by its bytes. */
export type MemberNature = 'python' | 'native' | 'bytecode' | 'script' | 'text' | 'data'

/** One file of an archive. */
export interface ReleaseMember {
  /** As the archive spells it. */
  readonly name: string
  /** Where it lies once installed or unpacked: without the folder of an sdist, without `package/` of npm. */
  readonly place: string
  /** Bytes. */
  readonly size: number
  /** Absent where the bytes could not be read to their end. */
  readonly digest?: Digest
  /** Of the text with line ends unified, for texts: what differs by it differs to a reader. */
  readonly textDigest?: Digest
  readonly nature: MemberNature
  /** Kind of program: `ELF library or program`. */
  readonly program?: string
}

/** What an archive holds, before anything is judged. */
export interface ReleaseArchive {
  /** As the user named it, or below the folder that the user named. */
  readonly path: string
  readonly kind: ArchiveKind
  readonly name: string | undefined
  readonly version: string | undefined
  readonly digest: Digest | undefined
  /** Bytes. */
  readonly size: number
  readonly members: readonly ReleaseMember[]
  /** Content of the members that say what the package is and what runs, by name. */
  readonly texts: ReadonlyMap<string, string>
}
