import { X509Certificate } from 'node:crypto'
import { malformed, ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import { signedBy } from '../dsse/signed-by.ts'
import type { Refusal } from '../refusal.ts'
import { certificatePath, invalidAt } from './certificate-path.ts'
import type { VerificationMaterial } from './material.ts'
import type { TrustPolicy, Verification } from './signer.ts'
import type { VerifyContext } from './verify-envelope.ts'

type Certificates = Extract<VerificationMaterial, { kind: 'certificate-chain' | 'sigstore' }>

interface Signed {
  readonly envelope: DsseEnvelope
  readonly material: Certificates
  readonly policy: TrustPolicy
  readonly context: VerifyContext
  /** Leaf first. */
  readonly chain: readonly X509Certificate[]
  readonly legacy: boolean
}

/** Whether a certificate that the policy trusts vouches for the signature. */
export async function verifyByCertificate(
  envelope: DsseEnvelope,
  material: Certificates,
  policy: TrustPolicy,
  context: VerifyContext,
): Promise<Verification> {
  const { path } = context
  try {
    const chain = material.chain.map(read)
    const encoding = signedBy(envelope, chain[0]!.publicKey, context.encodings ?? 'dsse')
    if (!encoding)
      return refused({
        code: 'signature-invalid',
        path,
        message: 'is not signed by the key of its certificate, or was changed after it was signed',
      })
    const signed = { envelope, material, policy, context, chain, legacy: encoding === 'legacy' }
    if (policy.identities.length > 0 && !signed.legacy) {
      const { verifyIdentity } = await import('./verify-identity.ts')
      const verification = verifyIdentity(envelope, material, policy, path)
      if (verification.outcome === 'accepted' || policy.roots.length === 0) return verification
    }
    if (policy.roots.length > 0) return await verifyChain(signed)
    return refused({
      code: material.kind === 'sigstore' ? 'wrong-signer' : 'certificate-untrusted',
      path,
      message: 'is signed with a certificate, and nobody who issues certificates is trusted',
      advice:
        'name who must have signed with --identity and --issuer, or the root of the certificate with --certificate-root',
    })
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return refused({
      code: 'signature-malformed',
      path,
      message: `has a broken certificate: ${error.message}`,
    })
  }
}

function read(der: Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(der)
    // Bytes after the certificate would be part of nothing that is signed.
    if (certificate.raw.length === der.length && certificate.publicKey) return certificate
  } catch {
    // Said below.
  }
  throw malformed('it cannot be read')
}

async function verifyChain(signed: Signed): Promise<Verification> {
  const { policy, context, chain, legacy } = signed
  const { now, path } = context
  const [leaf, ...between] = chain
  const found = certificatePath(leaf!, between, policy.roots)
  if (found.outcome === 'none')
    return refused({
      code: 'certificate-untrusted',
      path,
      message: `is signed with a certificate that does not count: ${found.why}`,
      found: nameOf(leaf!),
    })
  const proven = await timeOf(signed, leaf!)
  const time = proven ?? now
  const invalid = invalidAt(found.path, time)
  if (invalid)
    return refused({
      code: 'certificate-expired',
      path,
      message: `is signed with a certificate that was not valid ${proven === undefined ? 'any more or not yet, and nothing proves when it was signed' : 'when it was signed'}`,
      expected: `${day(Date.parse(invalid.validFrom))} to ${day(Date.parse(invalid.validTo))}`,
      found: day(time),
    })
  if (proven === undefined && !policy.acceptUnprovenTime)
    return refused({
      code: 'signing-time-unproven',
      path,
      message: 'is signed with a certificate, and nothing proves that it was valid at the time',
      advice: 'have it signed with a timestamp, or accept that with --accept-unproven-time',
      found: nameOf(leaf!),
    })
  return {
    outcome: 'accepted',
    signer: nameOf(leaf!),
    method: 'certificate',
    ...(proven !== undefined && { signedAt: proven }),
    ...(legacy && { legacy: true as const }),
  }
}

/** A proof that does not hold is no proof; it takes nothing away either. */
async function timeOf(
  { envelope, material, policy }: Signed,
  leaf: X509Certificate,
): Promise<number | undefined> {
  const { provenTime } = await import('./sigstore.ts')
  try {
    return provenTime(material.bundle, envelope, { leaf: leaf.publicKey, trustedRoot: policy.trustedRoot })
  } catch (error) {
    if (error instanceof UsageError) throw error
    return undefined
  }
}

/** `certificate CN=…, O=… sha256:…`: two certificates may bear one name. */
function nameOf(certificate: X509Certificate): string {
  const subject = (certificate.subject ?? '').split('\n').join(', ')
  const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  return `certificate ${subject.slice(0, 200)} sha256:${fingerprint}`
}

function day(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? new Date(time).toISOString().slice(0, 10)
    : 'never'
}

function refused(refusal: Refusal): Verification {
  return { outcome: 'refused', refusal }
}
