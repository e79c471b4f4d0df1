import type { Hash, HashAlgorithm } from '../model/component.ts'

const DIGITS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128 }

/** A hash in hexadecimal. Undefined when the length does not fit: commits stand where hashes are expected, too. */
export function hexHash(algorithm: string, text: string | undefined): Hash | undefined {
  const value = text?.trim().toLowerCase() ?? ''
  const digits = Object.hasOwn(DIGITS, algorithm) ? DIGITS[algorithm] : undefined
  if (digits === undefined || value.length !== digits || !/^[0-9a-f]+$/.test(value)) return undefined
  return { algorithm: algorithm as HashAlgorithm, value }
}

const MAX_INTEGRITY = 2000

/** The hashes of a Subresource Integrity text: `sha512-<base64>`, several with blanks between. */
export function integrityHashes(text: string): Hash[] {
  if (text.length > MAX_INTEGRITY) return []
  return text.split(/\s+/).flatMap((part) => {
    const match = /^(sha1|sha256|sha384|sha512|md5)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/.exec(part)
    if (!match) return []
    return hexHash(match[1]!, Buffer.from(match[2]!, 'base64').toString('hex')) ?? []
  })
}
