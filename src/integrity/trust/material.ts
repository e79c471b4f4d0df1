/** What a bundle brings along for whoever wants to verify it. Nothing of it is to be believed as it stands. */
export type VerificationMaterial =
  | {
      /** Which key it was: a hint, never a reason to trust. */
      readonly kind: 'key'
      readonly hint?: string
    }
  | {
      /** DER, leaf first. */
      readonly kind: 'certificate-chain'
      readonly chain: readonly Uint8Array[]
      /** The bundle as strict JSON: proofs of time in it are read by the Sigstore library. */
      readonly bundle: unknown
    }
  | {
      /** A short-lived certificate of an identity, and the log that saw its signature. */
      readonly kind: 'sigstore'
      readonly bundle: unknown
    }
