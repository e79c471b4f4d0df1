import { constants, sign, verify, type KeyObject } from 'node:crypto'

/** Hash that goes with a curve, by the names of OpenSSL. */
const CURVES: Readonly<Partial<Record<string, string>>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
}
const MIN_RSA_BITS = 2048
const RSA_HASHES = ['sha256', 'sha384', 'sha512'] as const

/** What kind of key it is, in the words of its users; nothing if it is none that is accepted. */
export function keyScheme(key: KeyObject): string | undefined {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'ec':
      return Object.hasOwn(CURVES, namedCurve) ? `ecdsa-${namedCurve}` : undefined
    case 'ed25519':
      return 'ed25519'
    case 'rsa':
    case 'rsa-pss':
      return modulusLength >= MIN_RSA_BITS ? `rsa-${modulusLength}` : undefined
    default:
      return undefined
  }
}

/** Signs with ECDSA (hash of the size of the curve), Ed25519 or RSA-PSS (SHA-256). The caller has asked `keyScheme`. */
export function signBytes(key: KeyObject, data: Uint8Array): Buffer {
  if (key.asymmetricKeyType === 'ec') return sign(curveHash(key), data, key)
  if (key.asymmetricKeyType === 'ed25519') return sign(null, data, key)
  return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
}

/**
 * Whether the signature is by this key. `hash` instead of the one that belongs to a curve: what signed models before
 * their format was fixed took SHA-256 with all of them.
 */
export function verifyBytes(key: KeyObject, data: Uint8Array, sig: Uint8Array, hash?: 'sha256'): boolean {
  if (keyScheme(key) === undefined) return false
  try {
    if (key.asymmetricKeyType === 'ec') return verify(hash ?? curveHash(key), data, key, sig)
    if (key.asymmetricKeyType === 'ed25519') return verify(null, data, key, sig)
    return RSA_HASHES.some((name) => verifyRsa(name, { key, data, sig }))
  } catch {
    // A signature that cannot even be decoded is no signature of this key.
    return false
  }
}

function verifyRsa(
  name: string,
  { key, data, sig }: { readonly key: KeyObject; readonly data: Uint8Array; readonly sig: Uint8Array },
): boolean {
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  if (verify(name, data, pss, sig)) return true
  // A key that is marked for PSS alone accepts no other padding.
  return (
    key.asymmetricKeyType === 'rsa' && verify(name, data, { key, padding: constants.RSA_PKCS1_PADDING }, sig)
  )
}

function curveHash(key: KeyObject): string {
  return CURVES[key.asymmetricKeyDetails?.namedCurve ?? '']!
}
