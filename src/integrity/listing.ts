import type { AuthorityKind, PublishedDigest } from '../model/checksum.ts'
import type { Gap } from '../model/finding.ts'

export type { PublishedDigest } from '../model/checksum.ts'

/**
 * Where bytes or words came from, as far as anybody can tell. `namespace` is what one party controls on a shared
 * host: the organisation on a hub or a forge.
 */
export interface Origin {
  /** Lower-case, without port. */
  readonly host: string
  readonly namespace?: string
  /** How it is known: `--origin`, `download record`, `extended attribute`, `hub cache`, `address of the page`. */
  readonly known: string
}

/** All that one authority says. */
export interface Listing {
  readonly kind: AuthorityKind
  /** What it was read from, for a person: a path as typed, or an address without credentials. */
  readonly source: string
  readonly digests: readonly PublishedDigest[]
  /** Where the listing itself came from; absent when nothing tells. */
  readonly origin?: Origin
  /** Who was asked for it and had somebody else answer: whoever runs that place chose whose word it is. */
  readonly sentBy?: Origin
  /** It lies in the tree that is checked: it came with the bytes. */
  readonly cameWithBytes: boolean
  /** Who vouches, when that is somebody with a key: the verified identity of the signer. */
  readonly signer?: string
  /** Lines and parts that could not be understood. */
  readonly gaps: readonly Gap[]
  /** Folder of the tree in which it lies: its names count from there. Absent for one from outside the tree. */
  readonly folder?: string
  /** Names of which it says something that could not be read or attributed: they are not unpublished. */
  readonly unclear?: readonly string[]
  /** For a person, and no reason to refuse: that a signature around it was not checked. */
  readonly notes?: readonly string[]
}
