import type { KeyObject, X509Certificate } from 'node:crypto'
import type { Refusal } from '../refusal.ts'

/** What signs. */
export type SigningKey =
  | { readonly kind: 'key'; readonly key: KeyObject }
  | { readonly kind: 'certificate'; readonly key: KeyObject; readonly chain: readonly X509Certificate[] }

/** Whom a verifier trusts. At least one entry must accept the signature. */
export interface TrustPolicy {
  /** Public keys, SPKI. */
  readonly keys: readonly KeyObject[]
  /** Roots of certificate chains. */
  readonly roots: readonly X509Certificate[]
  /** Keyless signers: both must equal what the certificate says. `identity` is its subject alternative name. */
  readonly identities: readonly { readonly identity: string; readonly issuer: string }[]
  /** Sigstore trusted root as JSON text; the one that ships with Assay when absent. */
  readonly trustedRoot?: string
  /** Accept a certificate whose validity at the time of signing nothing proves. */
  readonly acceptUnprovenTime: boolean
}

/** Who signed, as far as the policy accepts it. */
export type Verification =
  | {
      readonly outcome: 'accepted'
      /** `key sha256:…`, `ci@example.org (issuer https://…)`, subject of a certificate. */
      readonly signer: string
      readonly method: 'key' | 'certificate' | 'sigstore'
      /** When it was signed, where a log or a timestamp proves it: milliseconds since 1970. */
      readonly signedAt?: number
      /** What was signed was encoded as before the format was fixed. */
      readonly legacy?: true
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
