import type { Hash, HashAlgorithm } from '../../model/component.ts'
import type { Digest } from '../../model/identity.ts'
import type { Json } from './element.ts'

const NAMES: Readonly<Record<HashAlgorithm, string>> = {
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha1: 'sha1',
  md5: 'md5',
  'blake2b-256': 'blake2b256',
  'blake2b-512': 'blake2b512',
  blake3: 'blake3',
}
const ALGORITHMS: ReadonlyMap<string, HashAlgorithm> = new Map(
  Object.entries(NAMES).map(([algorithm, name]) => [name, algorithm as HashAlgorithm]),
)

export function spdxHash({ algorithm, value }: Hash, comment?: string): Json {
  return { type: 'Hash', algorithm: NAMES[algorithm], hashValue: value, comment }
}

/** Undefined for algorithms that an inventory does not know. */
export function hashOfSpdx(algorithm: unknown, hashValue: unknown): Hash | undefined {
  const known = typeof algorithm === 'string' ? ALGORITHMS.get(algorithm) : undefined
  return known !== undefined && typeof hashValue === 'string'
    ? { algorithm: known, value: hashValue }
    : undefined
}

export function hashOfDigest(digest: Digest): Hash {
  return { algorithm: 'sha256', value: digest.slice('sha256:'.length) }
}
