import { parseEnvelope } from '../../../src/integrity/dsse/codec.ts'
import type { DsseEnvelope } from '../../../src/integrity/dsse/envelope.ts'
import { IN_TOTO_PAYLOAD } from '../../../src/integrity/dsse/envelope.ts'
import { parseBundle } from '../../../src/integrity/trust/bundle.ts'
import type { VerificationMaterial } from '../../../src/integrity/trust/material.ts'
import type { TrustPolicy } from '../../../src/integrity/trust/signer.ts'
import { verifyEnvelope } from '../../../src/integrity/trust/verify-envelope.ts'
import { expected } from '../expected.ts'
import { keptFile, NOW, STATEMENT, TRUSTS_NOBODY, trustsAll } from './known.ts'
import { signedModel } from './model-folder.ts'
import type { Target } from './target.ts'

const POLICIES: readonly TrustPolicy[] = policies()

/** Each way of trusting on its own: one that accepts must not hide what another does. */
function policies(): readonly TrustPolicy[] {
  const all = trustsAll()
  const nobody = { ...all, keys: [], roots: [], identities: [] }
  return [
    all,
    { ...nobody, keys: all.keys },
    { ...nobody, roots: all.roots },
    { ...nobody, identities: all.identities },
  ]
}

export const envelope: Target = async (bytes) => {
  const read = await expected(() => parseEnvelope(bytes))
  return read && judged(read, { kind: 'key' })
}

export const bundle: Target = async (bytes) => {
  const read = await expected(() => parseBundle(bytes))
  return read && judged(read.envelope, read.material)
}

/** The trusted root of Sigstore is the user's own file, and may be anything. */
export const trustedRoot: Target = async (bytes) => {
  const { envelope: signed, material } = parseBundle(keptFile('identity-bundle.json'))
  const trust = { ...trustsAll(), trustedRoot: Buffer.from(bytes).toString() }
  await expected(() => verifyEnvelope(signed, material, trust, { now: NOW, path: 'it' }))
  return undefined
}

async function judged(signed: DsseEnvelope, material: VerificationMaterial): Promise<string | undefined> {
  const context = { now: NOW, path: 'it', encodings: 'dsse-or-legacy' } as const
  const nobody = await verifyEnvelope(signed, material, TRUSTS_NOBODY, context)
  if (nobody.outcome === 'accepted') return 'is accepted although nobody is trusted'
  for (const policy of POLICIES) {
    const { outcome } = await verifyEnvelope(signed, material, policy, context)
    if (outcome === 'accepted' && !wasSigned(signed)) return 'is accepted, and what it says was never signed'
  }
  return undefined
}

function wasSigned({ payloadType, payload }: DsseEnvelope): boolean {
  return (
    payloadType === IN_TOTO_PAYLOAD &&
    [STATEMENT, signedModel().payload].some((known) => known.equals(payload))
  )
}
