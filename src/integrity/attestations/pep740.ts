import { recordNamed, textNamed, type StrictRecord } from '../../bytes/strict-json.ts'
import { malformed } from '../../model/read-error.ts'
import { IN_TOTO_PAYLOAD } from '../dsse/envelope.ts'

/**
 * An attestation object of PEP 740 as the Sigstore bundle that it was made from. Its statement is always in-toto,
 * so the type of the payload is not written down there. Throws `ReadError`.
 */
export function bundleOfPep740(attestation: StrictRecord): StrictRecord {
  if (attestation['version'] !== 1) throw malformed('is of another version of attestations than 1')
  const material = recordNamed(attestation['verification_material'], 'verification_material')
  const { statement, signature } = recordNamed(attestation['envelope'], 'envelope')
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: textNamed(material['certificate'], 'certificate') },
      tlogEntries: material['transparency_entries'],
    },
    dsseEnvelope: {
      payloadType: IN_TOTO_PAYLOAD,
      payload: textNamed(statement, 'statement'),
      signatures: [{ sig: textNamed(signature, 'signature') }],
    },
  }
}
