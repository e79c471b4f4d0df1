import type { KeyObject } from 'node:crypto'
import { preAuthEncoding, type DsseEnvelope } from './envelope.ts'
import { legacyEncoding } from './legacy-encoding.ts'
import { verifyBytes } from './signature.ts'

/** Statements that were signed when model_signing still took the wrong encoding. */
export type Encodings = 'dsse' | 'dsse-or-legacy'

/** In which encoding the key has signed the envelope; nothing if it has not. */
export function signedBy(
  envelope: DsseEnvelope,
  key: KeyObject,
  encodings: Encodings,
): 'dsse' | 'legacy' | undefined {
  const { signatures } = envelope
  const encoded = preAuthEncoding(envelope)
  if (signatures.some(({ sig }) => verifyBytes(key, encoded, sig))) return 'dsse'
  if (encodings === 'dsse') return undefined
  const legacy = legacyEncoding(envelope)
  return signatures.some(({ sig }) => verifyBytes(key, legacy, sig, 'sha256')) ? 'legacy' : undefined
}
