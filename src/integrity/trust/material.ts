/** What a bundle brings along for whoever wants to verify it. Nothing of it is to be believed as it stands. */
export type VerificationMaterial =
  | {
      /** Which key it was: a hint, never a reason to trust. */
      readonly kind: 'key'
      readonly hint?: string
    }
  | {
      /**
       * `certificate-chain`: a chain under a root of somebody's own, or, in bundles before 0.3, the short-lived
       * certificate of an identity with what is above it. `sigstore`: that certificate alone.
       */
      readonly kind: 'certificate-chain' | 'sigstore'
      /** DER, leaf first. */
      readonly chain: readonly Uint8Array[]
      /** How many entries of a log there are. */
      readonly entries: number
      /** The bundle as strict JSON: proofs of time and of the log in it are read by the Sigstore library. */
      readonly bundle: unknown
    }
