import type { Artifact, InventoryItem, Relation } from '../model/component.ts'
import type { Attribute } from '../model/attribute.ts'
import type { Gap } from '../model/finding.ts'

/**
 * Whose word there is for the bytes of a file. `consistent`: they are what the place they came from says of them;
 * `verified`: an authority that is not that place vouches for them.
 */
export type ChecksumVerdict = 'verified' | 'consistent' | 'mismatch' | 'unpublished' | 'unchecked'

export interface ChecksumCheck {
  readonly path: string
  readonly algorithm: 'sha256' | 'git-blob-sha1'
  /** Lower-case hex. */
  readonly expected: string
  /** Who says so: `hf-lfs-oid`, `hf-git-oid`, `ollama-manifest`, `oci-digest`, `lfs-pointer`, `sha256sums-file`. */
  readonly authority: string
  readonly verdict: ChecksumVerdict
}

/** The system that the inventory is of. */
export interface SystemRecord {
  readonly name: string
  readonly version?: string
  /** Where its source is kept, without credentials, and the commit that is checked out. */
  readonly repository?: string
  readonly commit?: string
  readonly attributes: readonly Attribute[]
}

/** Everything that was found, identified and merged. Sorted by id; without absolute paths. */
export interface Inventory {
  readonly system: SystemRecord
  readonly items: readonly InventoryItem[]
  /** Between ids of items. */
  readonly relations: readonly Relation[]
  /** Files of the items, by path. */
  readonly artifacts: readonly Artifact[]
  readonly checks: readonly ChecksumCheck[]
  readonly gaps: readonly Gap[]
}
