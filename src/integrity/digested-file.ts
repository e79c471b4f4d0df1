import type { Digest } from '../model/identity.ts'
import type { Origin } from './listing.ts'

/** A file that was hashed, and what is known of where its bytes came from. */
export interface DigestedFile {
  /** Relative to what is checked, `/`-separated. */
  readonly path: string
  readonly aliases: readonly string[]
  readonly size: number
  readonly digest: Digest
  /** Further digests that listings ask for, lower-case hex by algorithm. */
  readonly others: Readonly<Partial<Record<string, string>>>
  readonly origin?: Origin
}
