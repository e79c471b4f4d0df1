/** What Assay states itself. The names lead nowhere: `.example` can belong to nobody. */
export const SCAN = 'https://assay.example/attestations/scan/v1'
export const LOCK = 'https://assay.example/attestations/lock/v1'
export const DERIVATION = 'https://assay.example/attestations/derivation/v1'

/** What others have defined. */
export const VERIFICATION_SUMMARY = 'https://slsa.dev/verification_summary/v1'
export const SLSA_PROVENANCE = 'https://slsa.dev/provenance/v1'
export const SLSA_PROVENANCE_02 = 'https://slsa.dev/provenance/v0.2'
export const CYCLONEDX = 'https://cyclonedx.org/bom'
export const SPDX = 'https://spdx.dev/Document'
/** PEP 740: an index names the type after its own documentation, so the host is whoever published. */
const INDEX_PUBLISH = /^https:\/\/docs\.[a-z0-9.-]+\/attestations\/publish\/v1$/
const NPM_PUBLISH = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1'

const SHORT: ReadonlyMap<string, readonly string[]> = new Map([
  ['scan', [SCAN]],
  ['lock', [LOCK]],
  ['derivation', [DERIVATION]],
  ['sbom', [CYCLONEDX, SPDX]],
  ['vsa', [VERIFICATION_SUMMARY]],
  ['provenance', [SLSA_PROVENANCE, SLSA_PROVENANCE_02]],
  ['publish', [NPM_PUBLISH]],
])

export const SHORT_PREDICATE_TYPES: readonly string[] = [...SHORT.keys()]

/** Whether a type is what a user means: a short word of ours, else the very type. */
export function isNamed(text: string, type: string): boolean {
  return (SHORT.get(text) ?? [text]).includes(type) || (text === 'publish' && isIndexPublish(type))
}

/** The statement by which a package index says who published a release. */
export function isIndexPublish(type: string): boolean {
  return INDEX_PUBLISH.test(type)
}
