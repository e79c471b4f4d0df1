import { getHashes } from 'node:crypto'
import { digestOf } from '../../bytes/hash.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { isLauncher } from './launcher.ts'
import { linkAbove, type Listing } from './listing.ts'
import { withFile } from './opened-file.ts'
import type { Claim, Ownership } from './ownership.ts'

/** What came of a file that a distribution says it has. Files that are as recorded are only counted. */
export type Deviation =
  | {
      readonly kind: 'modified'
      readonly path: string
      readonly claims: readonly Claim[]
      readonly size: number
    }
  /** As one owner recorded it, and not as the others did. */
  | {
      readonly kind: 'overwritten'
      readonly path: string
      readonly by: Claim
      readonly losers: readonly Claim[]
    }
  | { readonly kind: 'missing'; readonly path: string; readonly claims: readonly Claim[] }
  | {
      readonly kind: 'unhashed'
      readonly path: string
      readonly claims: readonly Claim[]
      readonly weak?: string
    }
  /** A link stands where the file or a folder above it was. */
  | { readonly kind: 'link'; readonly path: string; readonly link: string; readonly claims: readonly Claim[] }

export interface Verification {
  readonly deviations: readonly Deviation[]
  readonly gaps: readonly Gap[]
  /** Files whose bytes are what a record says. */
  readonly verified: ReadonlySet<string>
  /** Bytes that were hashed. */
  readonly bytes: number
}

/** Names of records and of what Node calls them; MD5 and SHA-1 prove nothing against somebody who wants to deceive. */
const STRONG = new Set([
  'sha256',
  'sha384',
  'sha512',
  'sha3_256',
  'sha3_384',
  'sha3_512',
  'blake2b',
  'blake2s',
])
const WEAK = new Set(['md5', 'sha1', 'sha224'])
const NODE_NAME: Readonly<Record<string, string>> = {
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
}
const BATCH = 64

export interface VerifyOptions {
  readonly checkpoint: () => void
  readonly onBytes?: (n: number) => void
}

/** Compares every owned file with its record. Lets other work run between batches, so that it can be interrupted. */
export async function verify(
  listing: Listing,
  { claims }: Ownership,
  { checkpoint, onBytes }: VerifyOptions,
): Promise<Verification> {
  const deviations: Deviation[] = []
  const gaps: Gap[] = []
  const verified = new Set<string>()
  let bytes = 0
  let done = 0
  for (const [path, all] of claims) {
    if (++done % BATCH === 0) await new Promise(setImmediate)
    checkpoint()
    try {
      const link = linkAbove(listing, path)
      if (link !== undefined) {
        deviations.push({ kind: 'link', path, link, claims: all })
        continue
      }
      if (!listing.files.has(path)) {
        if (!isDispensable(path)) deviations.push({ kind: 'missing', path, claims: all })
        continue
      }
      const hashed = all.filter(({ row }) => row.hash !== undefined)
      if (hashed.length === 0) {
        if (!isNeverHashed(path, all) && !isLauncher(listing.root, path))
          deviations.push({ kind: 'unhashed', path, claims: all })
        continue
      }
      const { deviation, size } = compare(listing.root, path, hashed, checkpoint)
      bytes += size
      onBytes?.(size)
      if (deviation) deviations.push(deviation)
      if (deviation?.kind !== 'modified' && deviation?.kind !== 'unhashed') verified.add(path)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      gaps.push({ at: { path }, reason: error.reason, detail: error.message })
    }
  }
  return { deviations, gaps, verified, bytes }
}

function compare(
  root: string,
  path: string,
  hashed: readonly Claim[],
  checkpoint: () => void,
): { readonly deviation?: Deviation; readonly size: number } {
  return withFile(root, path, (file) => {
    const digests = new Map<string, string | undefined>()
    const digest = (algorithm: string): string | undefined => {
      if (!digests.has(algorithm)) digests.set(algorithm, digestBy(algorithm, file, checkpoint))
      return digests.get(algorithm)
    }
    const { size } = file
    const strong = hashed.filter(({ row }) => STRONG.has(row.hash!.algorithm) && digest(row.hash!.algorithm))
    const matching = strong.filter(({ row }) => digest(row.hash!.algorithm) === row.hash!.value)
    const [winner] = matching
    if (!winner) {
      if (strong.length > 0) return { size, deviation: { kind: 'modified', path, claims: strong, size } }
      const weak = hashed.filter(({ row }) => digest(row.hash!.algorithm) === row.hash!.value)
      if (weak.length === 0 && hashed.some(({ row }) => digest(row.hash!.algorithm)))
        return { size, deviation: { kind: 'modified', path, claims: hashed, size } }
      return {
        size,
        deviation: { kind: 'unhashed', path, claims: hashed, weak: hashed[0]!.row.hash!.algorithm },
      }
    }
    const losers = strong.filter((claim) => !matching.includes(claim) && !isRewrittenByConda(claim, matching))
    return losers.length === 0
      ? { size }
      : { size, deviation: { kind: 'overwritten', path, by: winner, losers } }
  })
}

/** conda relocates what it installs after the RECORD was written; its own record holds what came of that. */
function isRewrittenByConda({ owner }: Claim, matching: readonly Claim[]): boolean {
  return owner.installer === 'conda' && matching.some((m) => m.owner.kind === 'conda')
}

function digestBy(
  algorithm: string,
  file: Parameters<typeof digestOf>[1],
  checkpoint: () => void,
): string | undefined {
  const name = NODE_NAME[algorithm] ?? algorithm
  // A record may name anything; a build of OpenSSL may leave out what is weak.
  if (!(STRONG.has(algorithm) || WEAK.has(algorithm)) || !getHashes().includes(name)) return undefined
  return digestOf(name, file, { checkpoint }).toString('base64url')
}

/** Compiled files may go away at any time, and Python makes them anew. */
function isDispensable(path: string): boolean {
  return /\.py[co]$/.test(path)
}

/** A record cannot hold its own hash, and what is compiled on installation is not in it. */
function isNeverHashed(path: string, claims: readonly Claim[]): boolean {
  return (
    isDispensable(path) ||
    claims.some(({ owner }) => owner.record === path || owner.kind !== 'wheel') ||
    /\.dist-info\/(?:RECORD(?:\.jws|\.p7s)?|INSTALLER|REQUESTED)$|\.virtualenv$/.test(path)
  )
}
