import { createHash, type KeyObject } from 'node:crypto'

/** SHA-256 of the PEM text of a public key, in hex: how a bundle hints at its key. */
export function keyHint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'pem' }))
    .digest('hex')
}

/** How a key is named to people and in records: SHA-256 of its DER form. */
export function keyName(key: KeyObject): string {
  const hex = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
  return `key sha256:${hex}`
}
