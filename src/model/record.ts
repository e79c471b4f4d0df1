import type { AuthorityKind, PublishedDigest } from './checksum.ts'
import type { DerivationClaim } from './derivation-claim.ts'
import type { Digest } from './identity.ts'

/**
 * Small facts about one file that matter for the files around it. Readers yield them,
 * the pipeline's relate stage assembles them into components and cross-file findings.
 */
export type FileRecord =
  /** `*.index.json`: tensor name to shard, folded to the set of shards, relative to the index. */
  | { readonly kind: 'shard-index'; readonly shards: readonly string[]; readonly totalSize?: number }
  /** A git LFS pointer: the bytes are elsewhere. */
  | { readonly kind: 'lfs-pointer'; readonly oid: Digest; readonly size: number }
  /** What a list of checksums, a model card or a lock states of the bytes of files around it. */
  | {
      readonly kind: 'listing'
      readonly authority: AuthorityKind
      readonly digests: readonly PublishedDigest[]
      /** Names of which it says something that could not be read. */
      readonly unclear?: readonly string[]
      /** Of a lock: folders and files that it covers, relative to its folder. */
      readonly roots?: readonly string[]
    }
  /** A result of `assay derive`, or an attestation of one. */
  | { readonly kind: 'derivation'; readonly derivation: DerivationClaim }
  /** A model's `config.json`. */
  | { readonly kind: 'model-config'; readonly modelType?: string; readonly architectures: readonly string[] }
  /** Another file or remote code that this file makes a loader read, relative to the file. */
  | { readonly kind: 'reference'; readonly target: string; readonly why: string }
