import { UsageError } from '../../model/usage-error.ts'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import type { RefusalCode } from '../refusal.ts'
import type { VerificationMaterial } from './material.ts'
import type { TrustPolicy, Verification } from './signer.ts'
import { isSigstoreError, verifyKeyless, type KeylessSigner } from './sigstore.ts'

/** Errors of the Sigstore library, in the words of refusals. The signature itself was verified before. */
const CODES: Readonly<Partial<Record<string, readonly [code: RefusalCode, message: string]>>> = {
  CERTIFICATE_ERROR: ['certificate-untrusted', 'is signed with a certificate that Sigstore has not issued'],
  TIMESTAMP_ERROR: ['signing-time-unproven', 'has no proof of the time at which it was signed'],
  TLOG_BODY_ERROR: ['signature-invalid', 'is not what the transparency log has seen'],
  SIGNATURE_ERROR: ['signature-invalid', 'is not signed by the key of its certificate'],
}
const IN_NO_LOG = ['signature-invalid', 'is not proven to be in the transparency log'] as const

/** Whether the identity that Sigstore vouches for is one of those that are trusted. */
export function verifyIdentity(
  envelope: DsseEnvelope,
  material: Exclude<VerificationMaterial, { kind: 'key' }>,
  { identities, trustedRoot }: TrustPolicy,
  path: string,
): Verification {
  if (material.entries === 0) {
    const message = 'has no entry in a transparency log'
    return { outcome: 'refused', refusal: { code: 'log-entry-missing', path, message } }
  }
  let signer: KeylessSigner
  try {
    signer = verifyKeyless(material.bundle, envelope, trustedRoot)
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (!isSigstoreError(error)) {
      const message = 'is no Sigstore bundle with a certificate, a log entry and a time'
      return { outcome: 'refused', refusal: { code: 'signature-malformed', path, message } }
    }
    const [code, message] = isExpiry(error)
      ? ([
          'certificate-expired',
          'is signed with a certificate that was not valid when it was signed',
        ] as const)
      : (CODES[error.code] ?? IN_NO_LOG)
    return { outcome: 'refused', refusal: { code, path, message } }
  }
  const { identity, issuer, signedAt } = signer
  // Compared here and exactly: the library takes the expected identity for a pattern.
  if (identities.some((wanted) => wanted.identity === identity && wanted.issuer === issuer))
    return { outcome: 'accepted', signer: named(signer), method: 'sigstore', signedAt }
  return {
    outcome: 'refused',
    refusal: {
      code: 'wrong-signer',
      path,
      message: 'is signed by somebody else',
      expected: identities.map(named).join(' or '),
      found: named({ identity, issuer }),
    },
  }
}

function named({ identity, issuer }: Pick<KeylessSigner, 'identity' | 'issuer'>): string {
  return `${identity} (issuer ${issuer})`
}

/** The library says so in words alone, in the error behind the error. */
function isExpiry(error: Error): boolean {
  const { cause } = error
  return `${error.message} ${cause instanceof Error ? cause.message : ''}`.includes('expired')
}
