import type { Origin } from '../../integrity/listing.ts'
import type { LockedAuthority } from '../../integrity/lock/lock.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import type { ChecksumCheck, ChecksumVerdict } from '../../model/checksum.ts'
import type { Gap } from '../../model/finding.ts'
import type { Digest } from '../../model/identity.ts'
import type { HubRepository } from '../../sources/hugging-face-cache.ts'

/**
 * Whether the authority is another party than the one the bytes came from. `shown`: the origins of both are known and
 * differ, or somebody with a key vouches. `asserted`: the user brought it from elsewhere, and nothing tells more.
 */
export const INDEPENDENCES = ['shown', 'asserted', 'none'] as const
export type Independence = (typeof INDEPENDENCES)[number]

/** A file, and whose word there is for its bytes. */
export interface VouchedFile {
  /** Relative to what is verified, `/`-separated. */
  readonly path: string
  readonly aliases: readonly string[]
  /** Where it is opened. Never shown. */
  readonly absolute: string
  /** Bytes. */
  readonly size: number
  /** Absent when it could not be read. */
  readonly digest?: Digest
  readonly verdict: ChecksumVerdict
  readonly independence: Independence
  /** The best of those who vouch; with a mismatch, the one it differs from. */
  readonly authority?: LockedAuthority
  /** Where its bytes came from. */
  readonly origin?: Origin
  /** Snapshot of the hub that it belongs to, where the cache tells. */
  readonly repository?: Pick<HubRepository, 'kind' | 'name' | 'commit'>
  /** Commit that it was downloaded from, where a record of the download tells. */
  readonly revision?: string
  /** What the bytes have by the algorithm of the authority, `algorithm:hex`, where that is not SHA-256. */
  readonly found?: string
  /** All that was said of it. */
  readonly checks: readonly ChecksumCheck[]
  /** Why the verdict is what it is, where that needs a word. */
  readonly detail?: string
}

/** What `verify` and `lock` know of everything under a path. */
export interface Vouching {
  /** Sorted by path. Documents that are authorities themselves and what clients keep for themselves are left out. */
  readonly files: readonly VouchedFile[]
  /** Signatures, attestations and locks that are not accepted. */
  readonly refusals: readonly Refusal[]
  /** Authorities that were asked for and could not be heard, and parts of the tree that could not be read. */
  readonly gaps: readonly Gap[]
  /** What else a person should know: what a signer left out. Untrusted text. */
  readonly notes: readonly string[]
}
