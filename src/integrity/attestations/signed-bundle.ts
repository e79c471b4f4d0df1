import { createPublicKey } from 'node:crypto'
import { envelopeJson } from '../dsse/codec.ts'
import { IN_TOTO_PAYLOAD } from '../dsse/envelope.ts'
import { signEnvelope } from '../dsse/sign.ts'
import { keyHint } from '../trust/key-name.ts'
import type { SigningKey } from '../trust/signer.ts'

/** A Sigstore bundle, version 0.3, around a signed statement: JSON text. */
export function signedBundle(statement: Uint8Array, signer: SigningKey): string {
  const envelope = signEnvelope(IN_TOTO_PAYLOAD, statement, signer.key)
  const material =
    signer.kind === 'key'
      ? { publicKey: { hint: keyHint(createPublicKey(signer.key)) } }
      : {
          x509CertificateChain: {
            certificates: signer.chain.map(({ raw }) => ({ rawBytes: raw.toString('base64') })),
          },
        }
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: envelopeJson(envelope),
  }
  return `${JSON.stringify(bundle)}\n`
}
