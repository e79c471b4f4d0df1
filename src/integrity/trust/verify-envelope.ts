import type { DsseEnvelope } from '../dsse/envelope.ts'
import type { Encodings } from '../dsse/signed-by.ts'
import type { VerificationMaterial } from './material.ts'
import type { TrustPolicy, Verification } from './signer.ts'
import { verifyWithKeys } from './verify-keys.ts'

export interface VerifyContext {
  /** Milliseconds since 1970. */
  readonly now: number
  /** What a refusal is about. */
  readonly path: string
  /** `dsse` when absent. */
  readonly encodings?: Encodings
}

/**
 * Whether somebody whom the policy trusts signed the envelope. An envelope without a bundle has the material
 * `{ kind: 'key' }`.
 */
export async function verifyEnvelope(
  envelope: DsseEnvelope,
  material: VerificationMaterial,
  policy: TrustPolicy,
  context: VerifyContext,
): Promise<Verification> {
  const byKey = verifyWithKeys(envelope, policy.keys, { ...context, material })
  if (byKey.outcome === 'accepted' || material.kind === 'key') return byKey
  const { verifyByCertificate } = await import('./verify-certificate.ts')
  return verifyByCertificate(envelope, material, policy, context)
}
