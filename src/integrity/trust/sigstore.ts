import type { KeyObject } from 'node:crypto'
import { Bundle as BundleMessage, TrustedRoot } from '@sigstore/protobuf-specs'
import { bundleFromJSON, type Bundle as ValidBundle } from '@sigstore/bundle'
import { PolicyError, toSignedEntity, toTrustMaterial, VerificationError, Verifier } from '@sigstore/verify'
import type { SignedEntity, TrustMaterial } from '@sigstore/verify'
import { timingSafeEqual, createHash } from 'node:crypto'
import { UsageError } from '../../model/usage-error.ts'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import { signedBy } from '../dsse/signed-by.ts'
import { PUBLIC_GOOD_TRUSTED_ROOT } from './public-good-root.ts'

/** Loaded only where a certificate is to be verified: the Sigstore library costs a start more than it is worth otherwise. */

/** Who signed by the certificate of an identity, and when. */
export interface KeylessSigner {
  readonly identity: string
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly signedAt: number
}

/** Verifies the certificate, its log, the log of the signature and the time of it. Throws what the library throws. */
export function verifyKeyless(
  bundle: unknown,
  envelope: DsseEnvelope,
  trustedRoot: string | undefined,
): KeylessSigner {
  const entity = withSignature(toSignedEntity(bundleFromJSON(bundle)), envelope)
  const signer = new Verifier(trustMaterial(trustedRoot)).verify(entity)
  const { subjectAlternativeName = '', extensions } = signer.identity ?? {}
  return {
    identity: subjectAlternativeName,
    issuer: extensions?.issuer ?? '',
    signedAt: Math.min(...timesOf(entity)),
  }
}

/**
 * When a signature by a certificate of somebody's own was made, as far as a log or a timestamp authority proves it;
 * nothing where nothing does.
 */
export function provenTime(
  bundle: unknown,
  envelope: DsseEnvelope,
  { leaf, trustedRoot }: { readonly leaf: KeyObject; readonly trustedRoot: string | undefined },
): number | undefined {
  const message = BundleMessage.fromJSON(bundle) as unknown as ValidBundle
  const entity: SignedEntity = {
    ...withSignature(toSignedEntity(message), envelope),
    key: { $case: 'public-key', hint: '' },
  }
  if (entity.timestamps.length === 0) return undefined
  const material = trustMaterial(trustedRoot, leaf)
  new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 1 }).verify(entity)
  return Math.min(...timesOf(entity))
}

export function isSigstoreError(error: unknown): error is VerificationError | PolicyError {
  return error instanceof VerificationError || error instanceof PolicyError
}

function timesOf(entity: SignedEntity): number[] {
  return entity.timestamps.map((time) =>
    time.$case === 'timestamp-authority'
      ? time.timestamp.signingTime.getTime()
      : Number(time.tlogEntry.integratedTime) * 1000,
  )
}

/** Our own reading of the signature in the place of the library's: other curves than P-256 need their own hash. */
function withSignature(entity: SignedEntity, envelope: DsseEnvelope): SignedEntity {
  const signature = Buffer.from(envelope.signatures[0]!.sig)
  const digest = createHash('sha256').update(envelope.payload).digest()
  return {
    ...entity,
    signature: {
      signature,
      compareSignature: (other) => same(other, signature),
      compareDigest: (other) => same(other, digest),
      verifySignature: (key) => signedBy(envelope, key, 'dsse') === 'dsse',
    },
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function trustMaterial(text: string | undefined, key?: KeyObject): TrustMaterial {
  try {
    const root = TrustedRoot.fromJSON(JSON.parse(text ?? PUBLIC_GOOD_TRUSTED_ROOT))
    return toTrustMaterial(root, () => {
      if (!key) throw new VerificationError({ code: 'PUBLIC_KEY_ERROR', message: 'no key' })
      return { publicKey: key, validFor: () => true }
    })
  } catch (error) {
    if (text === undefined) throw error
    throw new UsageError('--trusted-root is no trusted root of Sigstore in JSON')
  }
}
