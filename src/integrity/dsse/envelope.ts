/** Dead Simple Signing Envelope, v1.0. */
interface DsseSignature {
  /** Raw bytes of the signature. */
  readonly sig: Uint8Array
  readonly keyid?: string
}

export interface DsseEnvelope {
  readonly payloadType: string
  readonly payload: Uint8Array
  readonly signatures: readonly DsseSignature[]
}

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json'

/** The bytes that are signed: type and payload with their lengths in bytes, so that neither can be taken for the other. */
export function preAuthEncoding({
  payloadType,
  payload,
}: Pick<DsseEnvelope, 'payloadType' | 'payload'>): Buffer {
  const type = Buffer.from(payloadType, 'utf8')
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `, 'utf8'),
    payload,
  ])
}
