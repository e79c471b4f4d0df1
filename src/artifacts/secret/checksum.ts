import { crc32 } from 'node:zlib'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The last six characters of GitHub's and npm's tokens are the CRC-32 of the rest, in base 62. */
export function hasTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -6)
  let sum = crc32(body)
  let encoded = ''
  while (sum > 0) {
    encoded = ALPHABET[sum % 62]! + encoded
    sum = Math.floor(sum / 62)
  }
  return encoded.padStart(6, '0') === token.slice(-6)
}
