/**
 * Whose word there is for the bytes of a file.
 * `verified`: an authority that is not the place the bytes came from vouches for them.
 * `consistent`: they are what the place they came from says of them.
 * `mismatch`: somebody's word is against them. `unpublished`: nobody has said anything of this file.
 * `unchecked`: something was said, and it could not be compared.
 */
export const CHECKSUM_VERDICTS = ['verified', 'consistent', 'mismatch', 'unpublished', 'unchecked'] as const
export type ChecksumVerdict = (typeof CHECKSUM_VERDICTS)[number]

export const CHECKSUM_ALGORITHMS = [
  'sha256',
  'sha384',
  'sha512',
  'blake2b-512',
  'sha1',
  'md5',
  'git-blob-sha1',
] as const
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number]

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

/** A digest that somebody has published for a file. */
export interface PublishedDigest {
  /** As it is written there: a base name or a relative path, `/`-separated. Untrusted. */
  readonly name: string
  readonly algorithm: ChecksumAlgorithm
  /** Lower-case hex. */
  readonly hex: string
  /** Bytes, where it says. */
  readonly size?: number
  /** 1-based line, for evidence. */
  readonly line?: number
  /** In a lock: the authority that had verified these bytes when they were locked. */
  readonly verifiedBy?: string
}

export interface ChecksumCheck {
  readonly path: string
  readonly algorithm: ChecksumAlgorithm
  /** Lower-case hex; empty where nothing is published. */
  readonly expected: string
  /** Its kind, and after a space who that is where the kind does not say it all: `sha256sums-file SHA256SUMS of example.org`. */
  readonly authority: string
  readonly verdict: ChecksumVerdict
}

/** Of several words on one file one against it outweighs all others; else the best one counts. */
const WEIGHT: readonly ChecksumVerdict[] = ['mismatch', 'verified', 'consistent', 'unchecked', 'unpublished']

/** What all that is said of one file comes to; undefined when nothing is said. */
export function fileVerdict(verdicts: Iterable<ChecksumVerdict>): ChecksumVerdict | undefined {
  const said = new Set(verdicts)
  return WEIGHT.find((verdict) => said.has(verdict))
}
