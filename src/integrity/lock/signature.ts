import { createPublicKey, type KeyObject } from 'node:crypto'
import { ReadError } from '../../model/read-error.ts'
import { envelopeJson, parseEnvelope } from '../dsse/codec.ts'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import { signEnvelope } from '../dsse/sign.ts'
import type { Refusal } from '../refusal.ts'
import { keyName } from '../trust/key-name.ts'
import { verifyWithKeys } from '../trust/verify-keys.ts'

/** Beside the lock: `assay.lock.sig`. */
export const SIGNATURE_SUFFIX = '.sig'
const LOCK_PAYLOAD = 'application/vnd.assay.lock+json'

/** A signature over the bytes of a lock, as the text of `assay.lock.sig`. */
export function signLock(lock: Uint8Array, key: KeyObject): string {
  const { signatures, ...signed } = signEnvelope(LOCK_PAYLOAD, lock, key)
  const keyid = keyName(createPublicKey(key))
  const named = { ...signed, signatures: signatures.map((s) => ({ ...s, keyid })) }
  return `${JSON.stringify(envelopeJson(named), undefined, 2)}\n`
}

export interface SignatureCheck {
  /** Bytes of the lock. */
  readonly lock: Uint8Array
  /** Bytes of `assay.lock.sig`; absent when there is none. */
  readonly signature: Uint8Array | undefined
  /** One of them must have signed. */
  readonly keys: readonly KeyObject[]
  /** How the user knows the lock. */
  readonly shown: string
}

/** Why the lock does not count as signed by one of the keys; nothing if it does. */
export function lockSignatureRefusal({ lock, signature, keys, shown }: SignatureCheck): Refusal | undefined {
  const path = `${shown}${SIGNATURE_SUFFIX}`
  const advice = 'sign the lock again: assay lock --key …'
  if (!signature)
    return { code: 'lock-unsigned', path: shown, message: `has no signature beside it (${path})`, advice }
  let envelope: DsseEnvelope
  try {
    envelope = parseEnvelope(signature)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return {
      code: 'signature-malformed',
      path,
      message: `is no signature that can be read: ${error.message}`,
      advice,
    }
  }
  if (envelope.payloadType !== LOCK_PAYLOAD)
    return {
      code: 'signature-malformed',
      path,
      message: 'is a signature of something that is no lock',
      advice,
    }
  if (verifyWithKeys(envelope, keys, { path }).outcome === 'refused') {
    // The name of a key is what anybody may write; it only chooses the words.
    const names = keys.map(keyName)
    const claimed = envelope.signatures.map((s) => s.keyid).find((id) => id !== undefined)
    if (envelope.signatures.some(({ keyid }) => keyid !== undefined && names.includes(keyid)))
      return { code: 'signature-invalid', path, message: 'was changed after the lock was signed', advice }
    return {
      code: 'wrong-signer',
      path,
      message: 'is not a signature by any of the given keys',
      advice,
      expected: names.join(', '),
      ...(claimed !== undefined && { found: claimed }),
    }
  }
  if (Buffer.compare(Buffer.from(envelope.payload), Buffer.from(lock)) === 0) return undefined
  return {
    code: 'signature-invalid',
    path: shown,
    message:
      'is not the lock that was signed: it was changed afterwards, or the signature is of another version',
    advice,
  }
}
