/**
 * Whose word there is for the bytes of a file.
 * `verified`: an authority that is not the place the bytes came from vouches for them.
 * `consistent`: they are what the place they came from says of them.
 * `mismatch`: somebody's word is against them. `unpublished`: nobody has said anything of this file.
 * `unchecked`: something was said, and it could not be compared.
 */
export const CHECKSUM_VERDICTS = ['verified', 'consistent', 'mismatch', 'unpublished', 'unchecked'] as const
export type ChecksumVerdict = (typeof CHECKSUM_VERDICTS)[number]

export type ChecksumAlgorithm =
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'blake2b-512'
  | 'sha1'
  | 'md5'
  | 'git-blob-sha1'

/** Kinds of authority: what a digest was read from. */
export const AUTHORITY_KINDS = [
  'sha256sums-file',
  'release-page',
  'model-card',
  'hf-lfs-oid',
  'hf-git-oid',
  'lfs-pointer',
  'ollama-manifest',
  'oci-digest',
  'oms-signature',
  'attestation',
  'assay-lock',
] as const
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number]

export interface ChecksumCheck {
  readonly path: string
  readonly algorithm: ChecksumAlgorithm
  /** Lower-case hex. */
  readonly expected: string
  /** Its kind, and after a space who that is where the kind does not say it all: `sha256sums-file SHA256SUMS of example.org`. */
  readonly authority: string
  readonly verdict: ChecksumVerdict
}
