import { base64Named, listNamed, parseStrictJson, recordNamed, textNamed } from '../../bytes/strict-json.ts'
import { malformed } from '../../model/read-error.ts'
import type { DsseEnvelope } from './envelope.ts'

/** A statement about a hundred thousand files takes about half of this. */
const MAX_ENVELOPE = 48 * 1024 * 1024
const MAX_SIGNATURES = 32
const MAX_TYPE = 256
const MAX_KEYID = 1024
const MAX_SIGNATURE = 16 * 1024

/** Reads an envelope from its JSON text. Throws `ReadError`. */
export function parseEnvelope(data: Uint8Array): DsseEnvelope {
  return envelopeFrom(parseStrictJson(data, MAX_ENVELOPE))
}

/** Reads an envelope out of strict JSON. Throws `ReadError`. */
export function envelopeFrom(value: unknown): DsseEnvelope {
  const envelope = recordNamed(value, 'the envelope')
  const payloadType = textNamed(envelope['payloadType'], 'payloadType')
  if (payloadType === '' || payloadType.length > MAX_TYPE) throw malformed('payloadType is empty or too long')
  const signatures = listNamed(envelope['signatures'], 'signatures', MAX_SIGNATURES).map((item) => {
    const signature = recordNamed(item, 'a signature')
    const sig = base64Named(signature['sig'], 'sig')
    if (sig.length === 0 || sig.length > MAX_SIGNATURE) throw malformed('sig is empty or too long')
    const keyid = signature['keyid'] ?? ''
    if (textNamed(keyid, 'keyid').length > MAX_KEYID) throw malformed('keyid is too long')
    return keyid === '' ? { sig } : { sig, keyid: keyid as string }
  })
  if (signatures.length === 0) throw malformed('the envelope has no signature')
  return { payloadType, payload: base64Named(envelope['payload'], 'payload'), signatures }
}

/** As it stands in JSON, on its own and inside a Sigstore bundle. */
export function envelopeJson({ payloadType, payload, signatures }: DsseEnvelope): {
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly { readonly sig: string; readonly keyid: string }[]
} {
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    signatures: signatures.map(({ sig, keyid = '' }) => ({
      sig: Buffer.from(sig).toString('base64'),
      keyid,
    })),
  }
}
