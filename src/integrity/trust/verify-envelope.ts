import type { DsseEnvelope } from '../dsse/envelope.ts'
import type { VerificationMaterial } from './material.ts'
import type { TrustPolicy, Verification } from './signer.ts'
import { verifyWithKeys } from './verify-keys.ts'

/**
 * Whether somebody whom the policy trusts signed the envelope. `now` is in milliseconds since 1970, `path` what a
 * refusal is about. Without material (a bare envelope) only keys can vouch.
 */
export async function verifyEnvelope(
  envelope: DsseEnvelope,
  material: VerificationMaterial,
  policy: TrustPolicy,
  { now: _now, path }: { readonly now: number; readonly path: string },
): Promise<Verification> {
  if (material.kind === 'key') return verifyWithKeys(envelope, policy.keys, path)
  throw new Error(`signatures by ${material.kind} are not verified yet`)
}
