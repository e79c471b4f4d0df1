import type { Origin } from '../../integrity/listing.ts'
import type { AuthorityKind, ChecksumAlgorithm } from '../../model/checksum.ts'

/** What one authority says of one file of the tree. */
export interface Word {
  /** Of the file in the tree. */
  readonly path: string
  readonly algorithm: ChecksumAlgorithm
  /** Lower-case hex. */
  readonly hex: string
  readonly kind: AuthorityKind
  /** What it was read from, for a person. */
  readonly source: string
  readonly origin?: Origin
  readonly cameWithBytes: boolean
}
