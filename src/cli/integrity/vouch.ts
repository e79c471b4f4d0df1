import { resolve } from 'node:path'
import type { DigestResult } from '../../bytes/digests/digest-file.ts'
import type { ResolvedSettings } from '../../config/resolve.ts'
import { compare, wantedAlgorithms } from '../../integrity/compare.ts'
import type { DigestedFile } from '../../integrity/digested-file.ts'
import type { Listing } from '../../integrity/listing.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import { originOf } from '../../integrity/origin/origin-of.ts'
import type { TrustPolicy } from '../../integrity/trust/signer.ts'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import type { EscapingLink } from '../../sources/tree.ts'
import { UsageError } from '../../model/usage-error.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { wordsAtHand } from './at-hand.ts'
import { isPublishedText } from './attesting/published-text.ts'
import { isStoreIndex } from './bookkeeping.ts'
import { byteOrigins, type ByteOrigins } from './byte-origins.ts'
import { examineTree, type ExaminedTree } from './examined-tree.ts'
import { hashTasks } from './hash-tasks.ts'
import { hashTree } from './hash-tree.ts'
import { hubEndpoint } from './hub-words.ts'
import { isAuthorityName, listingsInTree } from './listings-in-tree.ts'
import { foundLock, lockOfBytes, namedLock, type LockAuthority } from './lock-authority.ts'
import { namedAuthorities, namedDocuments } from './named-authorities.ts'
import { rememberingDigester } from './remembering-digester.ts'
import { signaturesInTree } from './signatures-in-tree.ts'
import type { SignedDocument } from './authority-document.ts'
import { signedAuthorities, signedAlgorithms } from './signed-authorities.ts'
import { vouchedFiles } from './vouched-files.ts'
import type { Vouching } from './vouching.ts'
import { wordListings } from './word-listings.ts'

export interface VouchRequest {
  /** Absolute or relative to the working folder. */
  readonly path: string
  /** As typed: files, addresses, `hub`, `hub:org/name@revision`. */
  readonly against: readonly string[]
  /** OMS bundles, as typed. */
  readonly signatures: readonly string[]
  /** Attestations, as typed. */
  readonly attestations: readonly string[]
  readonly predicateType?: string
  /** Who must have built what an attestation is about. */
  readonly builder?: string
  /** Where the bytes came from: an address. */
  readonly origin?: string
  readonly online: boolean
  readonly trust: TrustPolicy
  /** Whether the assay.lock found upwards is an authority, too. */
  readonly usesLock: boolean
  readonly values: Pick<ResolvedSettings, 'workers' | 'cache'>
}

/** Hashes everything under a path and compares it with the word of everybody at hand and of those who were named. */
export async function vouch(
  request: VouchRequest,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<Vouching> {
  const endpoint = hubEndpoint(io)
  const named = request.origin === undefined ? undefined : originOf(request.origin, '--origin')
  if (request.origin !== undefined && !named)
    throw new UsageError(`--origin ${visible(request.origin)}: is no address`)
  const examined = examineTree(request.path)
  const origins = byteOrigins(examined, { hubHost: endpoint.host, ...(named && { named }) })
  const checkpoint = (): void => io.signal.throwIfAborted()

  const authorities = await namedAuthorities(request, { examined, endpoint, io, checkpoint })
  const brought = signaturesInTree(request, examined)
  const documents = [
    ...authorities.documents,
    ...namedDocuments(withoutPublished(request), { examined, io }),
    ...(await fetchedDocuments(request, examined, io)),
    ...brought.documents,
  ]
  const locks = locksOf(request, documents, examined, io)
  const inTree = listingsInTree(examined.files, checkpoint)
  // Where several say the same, whom the user named is spoken of first.
  const listings: Listing[] = [
    ...wordListings(authorities.words),
    ...authorities.listings,
    ...locks.flatMap((lock) => lock.listings),
    ...inTree,
    ...wordListings(wordsAtHand(examined, origins)),
  ]
  const counted = countedFiles(examined, inTree)
  const asked = mergeAlgorithms(wantedAlgorithms(counted, listings), signedAlgorithms(documents))
  const results = await hashTree(counted, asked, request.values, { options, io })
  const known = new Map(counted.map(({ absolute }, i) => [absolute, results[i]!]))
  const digester = rememberingDigester(known, (tasks) => hashTasks(tasks, request.values, { options, io }))
  const digested = counted.flatMap((file, i) => digestedFile(file, results[i]!, origins))
  const signed = await signedAuthorities(request, documents, {
    examined,
    files: digested,
    digester: digester.digest,
    io,
  })
  const all = [...signed.listings, ...listings]
  const places = new Map(counted.map((f) => [f.path, f.absolute]))
  const files = digested.map((file) => ({
    ...file,
    others: { ...file.others, ...digester.others.get(places.get(file.path) ?? '') },
  }))
  const refusals = distinct([
    ...locks.flatMap((lock) => lock.refusals),
    ...signed.refusals,
    ...examined.tree.escapes.map(escaping),
  ])
  return {
    files: vouchedFiles({
      examined,
      counted,
      results,
      comparison: compare(files, all),
      listings: all,
      strangers: authorities.strangers,
      origins,
      refusals,
      against: signed.against,
    }),
    refusals,
    gaps: [...authorities.gaps, ...examined.tree.gaps],
    notes: [...brought.notes, ...signed.notes, ...listingNotes(authorities.listings)],
  }
}

function withoutPublished(request: VouchRequest): VouchRequest {
  return { ...request, attestations: request.attestations.filter((text) => !isPublishedText(text)) }
}

async function fetchedDocuments(
  { attestations, online }: VouchRequest,
  examined: ExaminedTree,
  io: Io,
): Promise<readonly SignedDocument[]> {
  const published = attestations.filter(isPublishedText)
  if (published.length === 0) return []
  if (!online)
    throw new UsageError(
      `--attestation ${visible(published[0]!)}: asks the network; add --online, or name a file that was saved`,
    )
  const { publishedAttestations } = await import('./attesting/published-attestations.ts')
  const documents = await Promise.all(published.map((text) => publishedAttestations(text, examined, io)))
  return documents.flat()
}

function digestedFile(file: SourceFile, result: DigestResult, origins: ByteOrigins): DigestedFile[] {
  if (result.outcome !== 'hashed') return []
  const origin = origins.of(file.path)
  const { digest, others, size } = result
  return [{ path: file.path, aliases: file.aliases, size, digest, others, ...(origin && { origin }) }]
}

function escaping({ path }: EscapingLink): Refusal {
  return {
    code: 'link-escapes',
    path,
    message: 'is a link that leads out of what is verified',
    advice: 'verify what it leads to, or put the file itself here',
  }
}

function distinct(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((r) => [JSON.stringify([r.code, r.path, r.expected]), r])).values()]
}

const NOTED = 5

/** Lines of a list that were not understood. The files that they name, if they can be told, are unchecked. */
function listingNotes(listings: readonly Listing[]): string[] {
  return listings.flatMap(({ source, gaps, notes = [] }) => {
    const lines = gaps.map(
      ({ at: { range }, detail }) => `${source}${range ? `:${range.start}` : ''}: ${detail}`,
    )
    const more = lines.length > NOTED ? [`${source}: ${lines.length - NOTED} more`] : []
    return [...notes.map((note) => `${source}: ${note}`), ...lines.slice(0, NOTED), ...more]
  })
}

/** The lock that is found upwards, unless the user names one, and those that are named. */
function locksOf(
  { path, usesLock }: VouchRequest,
  documents: readonly SignedDocument[],
  examined: ExaminedTree,
  io: Io,
): readonly LockAuthority[] {
  const named = documents.filter(({ kind }) => kind === 'lock')
  if (named.length === 0) return usesLock ? [foundLock(path, examined, io)] : []
  return named.map(({ bytes, source, typed = source, address, cameWithBytes }) =>
    cameWithBytes || address !== undefined
      ? lockOfBytes(bytes, { source, typed, isBrought: cameWithBytes }, examined, io)
      : namedLock(resolve(io.cwd, typed), source, examined, io),
  )
}

/** Without the documents that vouch for others, unless one of them is all that there is. */
function countedFiles(
  { files, isFile, tree }: ExaminedTree,
  inTree: readonly Listing[],
): ExaminedTree['files'] {
  if (isFile) return files
  const lists = new Set(inTree.map((l) => l.source))
  return files.filter(
    ({ path }) => !isAuthorityName(path) && !lists.has(path) && !isStoreIndex(path, tree.manifests),
  )
}

function mergeAlgorithms(
  wanted: ReadonlyMap<string, readonly ChecksumAlgorithm[]>,
  forAll: readonly ChecksumAlgorithm[],
): { of(path: string): readonly ChecksumAlgorithm[] } {
  return { of: (path) => [...new Set([...(wanted.get(path) ?? []), ...forAll])] }
}
