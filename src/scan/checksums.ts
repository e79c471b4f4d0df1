import { realpathSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { NO_CACHE } from '../bytes/digests/cache.ts'
import type { DigestTask } from '../bytes/digests/digest-file.ts'
import { digestFiles } from '../bytes/digests/digest-files.ts'
import { wantedAlgorithms } from '../integrity/compare.ts'
import type { Listing } from '../integrity/listing.ts'
import { isStrong } from '../integrity/listings/algorithm.ts'
import { listingInTree, treeNames, type ListingRecord } from '../integrity/listings/in-tree.ts'
import { lockedDigests } from '../integrity/lock/locked-digests.ts'
import { placeOf, type LockPlaces } from '../integrity/lock/lock-path.ts'
import type { Lock } from '../integrity/lock/lock.ts'
import { checkFiles, type CheckedFile, type HashedFile } from '../inventory/checks.ts'
import type { ChecksumAlgorithm, PublishedDigest } from '../model/checksum.ts'
import type { SourceFile } from '../sources/source-file.ts'
import type { SourceTree } from '../sources/tree.ts'
import { committedPointers } from './committed.ts'
import type { FileResult } from './inspect-file.ts'

/** A lock that counts on this machine: whole, not replayed, and not brought along by what is scanned. */
export interface LockInForce {
  readonly lock: Lock
  /** Where it is, its real path. Never shown. */
  readonly file: string
  /** How the user knows it. */
  readonly shown: string
  readonly places: LockPlaces
}

export interface ChecksumOptions {
  /** As the user typed them. */
  readonly paths: readonly string[]
  readonly lock?: LockInForce
  readonly workers: number
  readonly signal: AbortSignal
}

/** All that is at hand, offline, on the bytes of a tree: what stores, lists, cards and locks say, and whether it is so. */
export async function checksumsOf<F extends HashedFile>(
  tree: SourceTree,
  files: readonly F[],
  results: readonly FileResult[],
  options: ChecksumOptions,
): Promise<CheckedFile[]> {
  const { lock } = options
  const own = lock && tree.files.find((f) => f.absolute === lock.file)?.path
  const records = results.flatMap((r) => r.records)
  const lists = records.flatMap(({ path, record }): ListingRecord[] =>
    record.kind === 'listing' && path !== own ? [{ path, record }] : [],
  )
  const names = treeNames(files)
  const listings = lists.map((list) => listingInTree(list, names))
  if (lock) listings.push(lockListing(lock, own, tree.files))
  const committed = committedPointers(options.paths, tree)
  if (committed) listings.push(committed.listing)
  const told = listings.filter((l) => l.digests.length > 0 || (l.unclear ?? []).length > 0)
  const others = await furtherDigests(tree, files, results, told, options)
  const checked = checkFiles({
    files: others.size === 0 ? files : files.map((f) => ({ ...f, others: others.get(f.path) ?? {} })),
    manifests: tree.manifests,
    records,
    listings: told,
    covering: {
      hubFolders: [...new Set([...tree.repositories, ...tree.downloads].map(({ folder }) => folder))],
      locked: lockedPaths(tree, lists, lock, own),
    },
  })
  return committed?.isHub === false ? checked.map(asWorkInProgress) : checked
}

/** Who commits to a repository of his own changes files before he does. */
function asWorkInProgress(checked: CheckedFile): CheckedFile {
  return checked.kind === 'lfs-pointer' ? { ...checked, isRecord: true } : checked
}

/** Entries of files that are scanned, under the paths that they have there. */
function lockListing(
  { lock, shown, places }: LockInForce,
  own: string | undefined,
  files: readonly SourceFile[],
): Listing {
  const paths = new Map(files.map((f) => [f.absolute, f.path]))
  const digests = lockedDigests(lock).flatMap((said): PublishedDigest[] => {
    const place = placeOf(said.name, places)
    const path = place === undefined ? undefined : (paths.get(place) ?? paths.get(realPath(place)))
    return path === undefined ? [] : [{ ...said, name: path }]
  })
  return { kind: 'assay-lock', source: own ?? shown, digests, cameWithBytes: false, gaps: [] }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Missing or in a circle: then it is no file of the tree.
    return ''
  }
}

/** Files that locks cover, with the lock. */
function lockedPaths(
  { files }: SourceTree,
  lists: readonly ListingRecord[],
  lock: LockInForce | undefined,
  own: string | undefined,
): ReadonlyMap<string, string> {
  const inTree = new Map<string, string>()
  for (const { path, record } of lists)
    for (const root of record.roots ?? [])
      if (!root.startsWith('$')) inTree.set(posix.join(posix.dirname(path), root), path)
  const onMachine = new Map<string, string>()
  for (const root of lock?.lock.roots ?? []) {
    const place = placeOf(root, lock!.places)
    if (place !== undefined) onMachine.set(realPath(place), own ?? lock!.shown)
  }
  if (inTree.size + onMachine.size === 0) return new Map()
  return new Map(
    files.flatMap(({ path, absolute }) => {
      const source = above(absolute, onMachine) ?? above(path, inTree)
      return source === undefined ? [] : [[path, source] as const]
    }),
  )
}

/** What is known of a path or of the nearest folder above it. */
function above(path: string, known: ReadonlyMap<string, string>): string | undefined {
  for (let at = path; known.size > 0; at = dirname(at)) {
    const found = known.get(at)
    if (found !== undefined || dirname(at) === at) return found
  }
  return undefined
}

type Others = Readonly<Partial<Record<ChecksumAlgorithm, string>>>

/**
 * Digests beside SHA-256 of the files that a list states them of: lists are known only when everything was read, so
 * these few files are read once more. A file that has become another one since is left uncompared.
 */
async function furtherDigests(
  tree: SourceTree,
  files: readonly HashedFile[],
  results: readonly FileResult[],
  listings: readonly Listing[],
  { workers, signal }: ChecksumOptions,
): Promise<ReadonlyMap<string, Others>> {
  const strong = new Set(
    listings.flatMap((l) => l.digests.filter((d) => d.algorithm === 'sha256').map((d) => d.name)),
  )
  const wanted = new Map<string, readonly ChecksumAlgorithm[]>()
  for (const [path, algorithms] of wantedAlgorithms(files, listings)) {
    // Where SHA-256 is published, too, weaker digests say nothing more.
    const needed = strong.has(path) ? algorithms.filter(isStrong) : algorithms
    if (needed.length > 0) wanted.set(path, needed)
  }
  if (wanted.size === 0) return new Map()
  const states = new Map(results.map((r) => [r.path, r.state]))
  const asked = tree.files.filter((f) => wanted.has(f.path))
  const tasks = asked.map(({ path, absolute, size }): DigestTask => ({
    absolute,
    size,
    others: wanted.get(path)!,
  }))
  const digests = await digestFiles(tasks, { workers, signal, cache: NO_CACHE })
  return new Map(
    asked.flatMap(({ path }, i) => {
      const found = digests[i]!
      const same = found.outcome === 'hashed' && found.state === states.get(path)
      return same ? [[path, found.others] as const] : []
    }),
  )
}
