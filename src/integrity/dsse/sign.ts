import type { KeyObject } from 'node:crypto'
import { preAuthEncoding, type DsseEnvelope } from './envelope.ts'
import { signBytes } from './signature.ts'

/** Signs a payload. The key is a private one that `keyScheme` knows. */
export function signEnvelope(payloadType: string, payload: Uint8Array, key: KeyObject): DsseEnvelope {
  const sig = signBytes(key, preAuthEncoding({ payloadType, payload }))
  return { payloadType, payload, signatures: [{ sig }] }
}
