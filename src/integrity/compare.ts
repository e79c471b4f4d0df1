import type { ChecksumAlgorithm, ChecksumVerdict } from '../model/checksum.ts'
import type { Digest } from '../model/identity.ts'
import type { DigestedFile } from './digested-file.ts'
import type { Listing, PublishedDigest } from './listing.ts'
import { isStrong, vouches } from './listings/algorithm.ts'
import { match, plainName, type Matches, type NamedFile } from './listings/match.ts'
import { independence, type Independence } from './origin/independence.ts'

/** What one authority says of one file. */
interface Word {
  /** As in `ChecksumCheck`. */
  readonly authority: string
  readonly algorithm: ChecksumAlgorithm
  /** Lower-case hex. */
  readonly expected: string
  /** `weak`: it agrees, and files can be made to agree. `uncompared`: the digest was not worked out. */
  readonly outcome: 'agrees' | 'differs' | 'weak' | 'uncompared'
  readonly verdict: ChecksumVerdict
  readonly independence: Independence
  /** Line of the listing. */
  readonly line?: number
}

export interface FileVerdict {
  readonly path: string
  readonly digest: Digest
  /** Bytes. */
  readonly size: number
  readonly verdict: ChecksumVerdict
  readonly independence: Independence
  /** Who decided the verdict. */
  readonly authority?: string
  /** `algorithm:hex` of that authority. */
  readonly expected?: string
  /** On a mismatch: another authority that agrees with the bytes. */
  readonly contradicts?: string
  /** Unpublished bytes that a listing has under another name. */
  readonly listedAs?: string
  /** All that was said, the deciding word first. */
  readonly words: readonly Word[]
}

export interface Comparison {
  /** The worst of the files; absent when there are none. */
  readonly verdict?: ChecksumVerdict
  /** Of the file that decided. */
  readonly authority?: string
  /** The weakest among the files of that verdict. */
  readonly independence: Independence
  /** By path. */
  readonly files: readonly FileVerdict[]
  /** Names that a listing has and the tree has not. */
  readonly missing: readonly { readonly authority: string; readonly name: string }[]
}

const BEST_LAST: readonly ChecksumVerdict[] = [
  'mismatch',
  'unchecked',
  'unpublished',
  'consistent',
  'verified',
]
const STRONGEST_FIRST: readonly ChecksumVerdict[] = [
  'mismatch',
  'verified',
  'consistent',
  'unchecked',
  'unpublished',
]
const INDEPENDENCE: readonly Independence[] = ['shown', 'asserted', 'none']

/** Compares what was hashed with all that authorities say. The strongest word counts, and any word against the bytes. */
export function compare(files: readonly DigestedFile[], listings: readonly Listing[]): Comparison {
  const matched = listings.map((listing) => ({ listing, matches: match(listing, files) }))
  const listed = publishedNames(listings)
  const verdicts = files
    .map((file) => judged(file, matched, listed))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const worst = BEST_LAST.find((v) => verdicts.some((f) => f.verdict === v))
  const deciding = verdicts.filter((f) => f.verdict === worst)
  const authority = deciding.find((f) => f.authority !== undefined)?.authority
  return {
    ...(worst && { verdict: worst }),
    ...(authority && { authority }),
    independence: INDEPENDENCE.findLast((i) => deciding.some((f) => f.independence === i)) ?? 'none',
    files: verdicts,
    missing: matched.flatMap(({ listing, matches }) =>
      matches.missing.map((name) => ({ authority: authorityOf(listing), name })),
    ),
  }
}

/** Digests beside SHA-256 that are needed to compare each file, by its path. */
export function wantedAlgorithms(
  files: readonly NamedFile[],
  listings: readonly Listing[],
): ReadonlyMap<string, readonly ChecksumAlgorithm[]> {
  const wanted = new Map<string, Set<ChecksumAlgorithm>>()
  for (const listing of listings)
    for (const [path, digests] of match(listing, files).digests)
      for (const { algorithm } of telling(digests))
        if (algorithm !== 'sha256') wanted.set(path, (wanted.get(path) ?? new Set()).add(algorithm))
  return new Map([...wanted].map(([path, names]) => [path, [...names].toSorted()]))
}

/** Kind and source of a listing, and whose it is: `sha256sums-file SHA256SUMS of example.org`. */
export function authorityOf(listing: Listing): string {
  const { kind, source, origin, signer } = listing
  const said = origin && !source.includes(origin.host)
  const owner = said ? ` of ${origin.host}${origin.namespace ? `/${origin.namespace}` : ''}` : ''
  return `${kind}${source && ` ${source}`}${signer === undefined ? owner : ` by ${signer}`}`
}

/** Beside a strong digest of the same listing a weak one says nothing more. */
function telling(digests: readonly PublishedDigest[]): readonly PublishedDigest[] {
  const strong = digests.filter((d) => isStrong(d.algorithm))
  return strong.length > 0 ? strong : digests
}

function judged(
  file: DigestedFile,
  matched: readonly { readonly listing: Listing; readonly matches: Matches }[],
  listed: ReadonlyMap<string, string>,
): FileVerdict {
  const words = matched
    .flatMap(({ listing, matches }) =>
      telling(matches.digests.get(file.path) ?? []).map((published) => wordOf(file, listing, published)),
    )
    .toSorted(strongestFirst)
  const { path, digest, size } = file
  const [first] = words
  if (!first) {
    const unclear = matched.find(({ listing, matches }) => isUnclear(file, listing, matches))?.listing
    const listedAs = listed.get(digest)
    return {
      path,
      digest,
      size,
      verdict: unclear ? 'unchecked' : 'unpublished',
      independence: 'none',
      ...(unclear && { authority: authorityOf(unclear) }),
      ...(listedAs !== undefined && { listedAs }),
      words,
    }
  }
  const against = words.find((w) => w.outcome === 'agrees')
  return {
    path,
    digest,
    size,
    verdict: first.verdict,
    independence: first.independence,
    authority: first.authority,
    expected: `${first.algorithm}:${first.expected}`,
    ...(first.verdict === 'mismatch' && against && { contradicts: against.authority }),
    words,
  }
}

function wordOf(file: DigestedFile, listing: Listing, published: PublishedDigest): Word {
  const outcome = outcomeOf(file, published)
  const standing = published.verifiedBy === undefined ? independence(listing, file) : 'asserted'
  const authority = authorityOf(listing)
  return {
    authority: published.verifiedBy === undefined ? authority : `${published.verifiedBy} (${authority})`,
    algorithm: published.algorithm,
    expected: published.hex,
    outcome,
    verdict: verdictOf(outcome, listing, published, standing),
    independence: standing,
    ...(published.line !== undefined && { line: published.line }),
  }
}

function verdictOf(
  outcome: Word['outcome'],
  { kind }: Listing,
  { verifiedBy }: PublishedDigest,
  standing: Independence,
): ChecksumVerdict {
  if (outcome === 'differs') return 'mismatch'
  if (outcome !== 'agrees') return 'unchecked'
  // A lock only repeats what somebody else said once.
  const vouched = kind === 'assay-lock' ? verifiedBy !== undefined : standing !== 'none'
  return vouched ? 'verified' : 'consistent'
}

function outcomeOf(file: DigestedFile, { algorithm, hex, size }: PublishedDigest): Word['outcome'] {
  const found = algorithm === 'sha256' ? file.digest.slice('sha256:'.length) : file.others[algorithm]
  if (found !== undefined && found.toLowerCase() !== hex.toLowerCase()) return 'differs'
  if (found !== undefined && vouches(algorithm)) return 'agrees'
  if (size !== undefined && size !== file.size) return 'differs'
  return found === undefined ? 'uncompared' : 'weak'
}

function strongestFirst(a: Word, b: Word): number {
  return (
    STRONGEST_FIRST.indexOf(a.verdict) - STRONGEST_FIRST.indexOf(b.verdict) ||
    INDEPENDENCE.indexOf(a.independence) - INDEPENDENCE.indexOf(b.independence) ||
    Number(isStrong(b.algorithm)) - Number(isStrong(a.algorithm))
  )
}

function isUnclear(file: DigestedFile, listing: Listing, matches: Matches): boolean {
  if (matches.ambiguous.includes(file.path)) return true
  const names = new Set(
    [file.path, ...file.aliases].flatMap((path) => [path, path.slice(path.lastIndexOf('/') + 1)]),
  )
  return (listing.unclear ?? []).some((name) => names.has(plainName(name) ?? ''))
}

function publishedNames(listings: readonly Listing[]): ReadonlyMap<string, string> {
  return new Map(
    listings.flatMap(({ digests }) =>
      digests.filter((d) => d.algorithm === 'sha256').map((d) => [`sha256:${d.hex}`, d.name] as const),
    ),
  )
}
