import { ReadError } from '../../model/read-error.ts'
import type { DerivationClaim } from '../../model/derivation-claim.ts'
import { sha256 } from '../../model/identity.ts'
import { leafNames, withRefOf } from '../attestations/leaf.ts'
import { signedEnvelope, statementOf } from '../attestations/payload.ts'
import { signedDocuments, type SignedDocument } from '../attestations/signed-documents.ts'
import type { TrustPolicy } from '../trust/signer.ts'
import { verifyEnvelope } from '../trust/verify-envelope.ts'
import { statementClaim } from './claim.ts'

interface Question {
  readonly trust: TrustPolicy
  /** Milliseconds since 1970. */
  readonly now: number
  /** How a person calls the document. */
  readonly source: string
}

/** Derivations in a document that somebody whom the policy trusts has signed; others are left out, and do no harm. */
export async function signedClaims(
  data: Uint8Array,
  question: Question,
): Promise<readonly DerivationClaim[]> {
  const found: DerivationClaim[] = []
  for (const document of documentsIn(data)) {
    const claim = await signedClaim(document, data, question)
    if (claim) found.push(claim)
  }
  return found
}

async function signedClaim(
  document: SignedDocument,
  data: Uint8Array,
  { trust, now, source }: Question,
): Promise<DerivationClaim | undefined> {
  if (document.kind === 'statement' || document.kind === 'broken') return undefined
  try {
    const { envelope, material } = signedEnvelope(document)
    const policy = withRefOf(leafNames(material), trust)
    const { outcome } = await verifyEnvelope(envelope, material, policy, { now, path: source })
    const statement = outcome === 'accepted' ? statementOf(envelope) : undefined
    return statement && statementClaim(statement, { document: sha256(data), isSigned: true })
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}

function documentsIn(data: Uint8Array): readonly SignedDocument[] {
  try {
    return signedDocuments(data)
  } catch (error) {
    if (error instanceof ReadError) return []
    throw error
  }
}
