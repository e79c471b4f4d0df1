import type { ChecksumAlgorithm, ChecksumCheck } from '../model/checksum.ts'
import type { Hash, HashAlgorithm } from '../model/component.ts'

interface Named {
  readonly name: HashAlgorithm
  /** Hex digits. */
  readonly length: number
}

/** Beside SHA-256, which the file is always hashed with. The id of a git blob is the hash of more than the content. */
const HASHES: Readonly<Partial<Record<ChecksumAlgorithm, Named>>> = {
  sha384: { name: 'sha384', length: 96 },
  sha512: { name: 'sha512', length: 128 },
  'blake2b-512': { name: 'blake2b-512', length: 128 },
  sha1: { name: 'sha1', length: 40 },
  md5: { name: 'md5', length: 32 },
}

/** Further hashes that the bytes were found to have when somebody's word was compared with them. */
export function agreedHashes(checks: readonly ChecksumCheck[]): Hash[] {
  const hashes = new Map<HashAlgorithm, string>()
  for (const { algorithm, expected, verdict } of checks) {
    const named = HASHES[algorithm]
    if (!named || (verdict !== 'verified' && verdict !== 'consistent')) continue
    if (expected.length === named.length && /^[0-9a-f]+$/.test(expected)) hashes.set(named.name, expected)
  }
  return [...hashes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([algorithm, value]) => ({ algorithm, value }))
}
