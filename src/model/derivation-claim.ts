import type { Digest } from './identity.ts'

/** A file by its bytes, as a result names it. Untrusted. */
export interface ClaimedFile {
  readonly name: string
  readonly digest: Digest
}

/** What a result of `assay derive` says, and of which bytes. Worth what whoever says it is worth. */
export interface DerivationClaim {
  readonly level: 'L3' | 'L2' | 'L1' | 'L0' | 'U'
  /** `quantisation`, `abliteration`, `unrelated` and so on. */
  readonly class: string
  readonly candidate: readonly ClaimedFile[]
  readonly reference: {
    readonly name: string
    readonly purl?: string
    readonly files: readonly ClaimedFile[]
  }
  /** Of the file that says it. */
  readonly document: Digest
  /** It is an attestation, whose signature nobody has looked at yet. */
  readonly isSigned: boolean
}
