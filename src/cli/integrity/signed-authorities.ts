import { digestsAskedFor, verifyAttestation } from '../../integrity/attestations/verify.ts'
import type { DigestedFile } from '../../integrity/digested-file.ts'
import type { Listing } from '../../integrity/listing.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import type { TrustPolicy } from '../../integrity/trust/signer.ts'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { Io } from '../io.ts'
import type { SignedDocument } from './named-authorities.ts'

export interface SignedRequest {
  readonly trust: TrustPolicy
  readonly predicateType?: string
}

export interface SignedAuthorities {
  readonly listings: readonly Listing[]
  readonly refusals: readonly Refusal[]
}

/** Algorithms beside SHA-256 by which attestations name what they are about. */
export function signedAlgorithms(documents: readonly SignedDocument[]): readonly ChecksumAlgorithm[] {
  const asked = documents.flatMap(({ kind, bytes }) => (kind === 'attestation' ? digestsAskedFor(bytes) : []))
  return [...new Set(asked)]
}

/** What signers whom the user trusts say of the files, and the documents that nobody trusted has signed. */
export async function signedAuthorities(
  { trust, predicateType }: SignedRequest,
  documents: readonly SignedDocument[],
  { files, io }: { readonly files: readonly DigestedFile[]; readonly io: Io },
): Promise<SignedAuthorities> {
  const listings: Listing[] = []
  const refusals: Refusal[] = []
  for (const { kind, bytes, source } of documents) {
    if (kind !== 'attestation') continue
    const result = await verifyAttestation({
      bytes,
      source,
      files,
      trust,
      now: io.clock().getTime(),
      ...(predicateType !== undefined && { predicateType }),
    })
    if (result.listing) listings.push(result.listing)
    refusals.push(...result.refusals)
  }
  return { listings, refusals }
}
