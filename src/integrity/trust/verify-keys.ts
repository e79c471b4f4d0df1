import type { KeyObject } from 'node:crypto'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import { signedBy, type Encodings } from '../dsse/signed-by.ts'
import { keyHint, keyName } from './key-name.ts'
import type { VerificationMaterial } from './material.ts'
import type { Verification } from './signer.ts'

export interface KeysContext {
  /** What a refusal is about. */
  readonly path: string
  /** `dsse` when absent. */
  readonly encodings?: Encodings
  /** Only makes the refusal say more. */
  readonly material?: VerificationMaterial
}

/** Whether one of the keys has signed the envelope; which one the envelope says it was does not matter. */
export function verifyWithKeys(
  envelope: DsseEnvelope,
  keys: readonly KeyObject[],
  { path, encodings = 'dsse', material }: KeysContext,
): Verification {
  for (const key of keys) {
    const encoding = signedBy(envelope, key, encodings)
    if (encoding)
      return {
        outcome: 'accepted',
        signer: keyName(key),
        method: 'key',
        ...(encoding === 'legacy' && { legacy: true as const }),
      }
  }
  const advice =
    'get the public key of the signer from somewhere else than the artifact, and name it with --public-key'
  if (keys.length === 0)
    return refused({
      code: 'wrong-signer',
      path,
      message: 'is signed with a key, and no key is trusted',
      advice,
    })
  const hint = material?.kind === 'key' ? material.hint : undefined
  const hints = keys.map(keyHint)
  // The hint is what anybody may write; it only chooses the words of a refusal.
  if (hint !== undefined && !hints.includes(hint))
    return refused({
      code: 'wrong-signer',
      path,
      message: 'is signed with another key than those that are trusted',
      advice,
      expected: hints.join(' '),
      found: hint,
    })
  return refused({
    code: 'signature-invalid',
    path,
    message: 'is not signed by a trusted key, or was changed after it was signed',
    advice,
  })
}

function refused(refusal: Extract<Verification, { outcome: 'refused' }>['refusal']): Verification {
  return { outcome: 'refused', refusal }
}
