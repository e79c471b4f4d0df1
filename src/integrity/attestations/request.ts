import type { DigestedFile } from '../digested-file.ts'
import type { TrustPolicy } from '../trust/signer.ts'

export interface AttestationRequest {
  /** Of the document: statement, envelope, bundle, lines of those, or what an index or a registry answers. */
  readonly bytes: Uint8Array
  /** How a person calls the document. */
  readonly source: string
  /** With all the digests that `digestsAskedFor` names. */
  readonly files: readonly DigestedFile[]
  /** `identity` may end in `@*`: that workflow, whatever branch or tag it ran for. */
  readonly trust: TrustPolicy
  /** What it must be about, in full or as one of the short words; anything when absent. */
  readonly predicateType?: string
  /** Who must have built it; nothing but SLSA provenance says so. */
  readonly builder?: string
  /** Milliseconds since 1970. */
  readonly now: number
}
