import type { AuthorityKind, ChecksumVerdict } from '../../model/checksum.ts'
import type { Digest, Purl } from '../../model/identity.ts'

export const LOCK_SCHEMA = 'assay/lock/1'
export const LOCK_NAME = 'assay.lock'

/** Who vouched for the bytes of an artifact when it was locked, and for which bytes. */
export interface LockedAuthority {
  readonly kind: AuthorityKind
  /** A path relative to the lock, or an address without credentials. */
  readonly source: string
  /** The identity that a signature proved. */
  readonly signer?: string
  /** What the authority says, `algorithm:hex`: an edit of `sha256` alone no longer agrees with it. */
  readonly says: string
}

export interface LockedArtifact {
  /**
   * Relative to the folder of the lock, `/`-separated; or under a named root of the machine:
   * `$HF_HUB_CACHE/models--org--name/snapshots/<commit>/config.json`.
   */
  readonly path: string
  readonly purl?: Purl
  /** Commit or tag of the source, as far as it is known. */
  readonly revision?: string
  /** Bytes; of a link to a folder, of the text of the link. */
  readonly size: number
  /** Of the content; of a link to a folder, of the text of the link: what lies in the folder has entries of its own. */
  readonly sha256: Digest
  /** Where the link points when the path is a symbolic link, as it stands in the link. */
  readonly link?: string
  readonly authority?: LockedAuthority
  readonly verdict: ChecksumVerdict
  /** Day on which these bytes were locked, `YYYY-MM-DD`. */
  readonly date: string
}

/**
 * `assay.lock`: JSON, two spaces, keys in this order, artifacts by path (code points), final newline.
 * JSON because the guard and the Python hook read it before anything else and may bring no parser.
 */
export interface Lock {
  readonly schema: typeof LOCK_SCHEMA
  /** Random, 32 hex digits, made with the first version: which lock this is a version of. */
  readonly id: string
  /** One more with each version; a lower one than a machine has seen is a replay. */
  readonly generation: number
  /** SHA-256 of the canonical text of everything else in the file. */
  readonly digest: Digest
  /** Folders and files that the lock covers, relative to its folder or under a named root: anything else in them is unlisted. */
  readonly roots: readonly string[]
  readonly artifacts: readonly LockedArtifact[]
}
