import type { KeyObject } from 'node:crypto'
import { preAuthEncoding, type DsseEnvelope } from '../dsse/envelope.ts'
import { verifyBytes } from '../dsse/signature.ts'
import { keyName } from './key-name.ts'
import type { Verification } from './signer.ts'

/**
 * Whether one of the keys has signed the envelope; which one the envelope says it was does not matter.
 * `path` is what the refusal is about.
 */
export function verifyWithKeys(
  envelope: DsseEnvelope,
  keys: readonly KeyObject[],
  path: string,
): Verification {
  const signed = preAuthEncoding(envelope)
  const key = keys.find((k) => envelope.signatures.some(({ sig }) => verifyBytes(k, signed, sig)))
  return key ? { outcome: 'accepted', signer: keyName(key), method: 'key' } : notSigned(keys, path)
}

export function notSigned(keys: readonly KeyObject[], path: string): Verification {
  return {
    outcome: 'refused',
    refusal: {
      code: 'signature-invalid',
      path,
      message:
        keys.length === 0
          ? 'is signed with a key, and no key is trusted'
          : 'is not signed by a trusted key, or was changed after it was signed',
      advice:
        'get the public key of the signer from somewhere else than the artifact, and name it with --public-key',
    },
  }
}
