import type { Hash, HashAlgorithm } from '../../model/component.ts'
import type { Digest } from '../../model/identity.ts'
import type { Hash as WrittenHash } from './document.ts'

/** How CycloneDX calls an algorithm, and how many hex digits its values have. */
export const HASHES: Readonly<Record<HashAlgorithm, { readonly alg: string; readonly length: number }>> = {
  md5: { alg: 'MD5', length: 32 },
  sha1: { alg: 'SHA-1', length: 40 },
  sha256: { alg: 'SHA-256', length: 64 },
  sha384: { alg: 'SHA-384', length: 96 },
  sha512: { alg: 'SHA-512', length: 128 },
  'blake2b-256': { alg: 'BLAKE2b-256', length: 64 },
  'blake2b-512': { alg: 'BLAKE2b-512', length: 128 },
  blake3: { alg: 'BLAKE3', length: 64 },
}

/** Undefined for text that is no hash of its algorithm: a document says nothing rather than that. */
export function writtenHash({ algorithm, value }: Hash): WrittenHash | undefined {
  const { alg, length } = HASHES[algorithm]
  return value.length === length && /^[0-9a-f]+$/.test(value) ? { alg, content: value } : undefined
}

export function digestHash(digest: Digest): WrittenHash | undefined {
  return writtenHash({ algorithm: 'sha256', value: digest.slice('sha256:'.length) })
}

/** Undefined for algorithms that are not known here. */
export function readHash({
  alg,
  content,
}: {
  readonly alg: string
  readonly content: string
}): Hash | undefined {
  const value = content.toLowerCase()
  const found = Object.entries(HASHES).find(([, h]) => h.alg === alg && h.length === value.length)
  return found && /^[0-9a-f]+$/.test(value) ? { algorithm: found[0] as HashAlgorithm, value } : undefined
}

export function distinctHashes(hashes: readonly WrittenHash[]): WrittenHash[] {
  return [...new Map(hashes.map((h) => [`${h.alg} ${h.content}`, h])).values()]
}
