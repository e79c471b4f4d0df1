import type { LockedAuthority } from '../../integrity/lock/lock.ts'
import type { AuthorityKind } from '../../model/checksum.ts'

const KINDS: Readonly<Record<AuthorityKind, string>> = {
  'sha256sums-file': 'checksum file',
  'release-page': 'release page',
  'model-card': 'model card',
  'hf-lfs-oid': 'hub',
  'hf-git-oid': 'hub',
  'lfs-pointer': 'LFS pointer',
  'ollama-manifest': 'Ollama',
  'oci-digest': 'OCI',
  'oms-signature': 'signature',
  attestation: 'attestation',
  'assay-lock': 'lock',
}

/** How a person calls an authority: the signer, or kind and source. Untrusted text. */
export function authorityName({ kind, source, signer }: LockedAuthority): string {
  // A lock repeats whom it was told by.
  if (kind === 'assay-lock' && signer !== undefined) return `${signer}, as locked in ${source}`
  return signer === undefined ? `${source} (${KINDS[kind]})` : `${signer} (${KINDS[kind]} ${source})`
}
