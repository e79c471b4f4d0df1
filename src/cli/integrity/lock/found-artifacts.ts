import { lstatSync } from 'node:fs'
import { walkRoots, type WalkedEntry } from '../../../integrity/guard/walk.ts'
import { isWithin } from '../../../integrity/guard/within.ts'
import { isLoadable } from '../../../integrity/loadable.ts'
import { unlisted } from '../../../integrity/lock/check.ts'
import type { FoundArtifact } from '../../../integrity/lock/merge.ts'
import { lockPathProblem, placeOf, type LockPlaces } from '../../../integrity/lock/lock-path.ts'
import type { Refusal } from '../../../integrity/refusal.ts'
import type { Gap } from '../../../model/finding.ts'
import { hubPurl } from '../../../names/hub.ts'
import type { VouchedFile, Vouching } from '../vouching.ts'
import { realOrSame } from './real-path.ts'

export interface Found {
  readonly artifacts: readonly FoundArtifact[]
  /** Why it must not be locked as it is. */
  readonly refusals: readonly Refusal[]
  readonly gaps: readonly Gap[]
}

export interface FindRequest {
  /** As the lock names them. */
  readonly roots: readonly string[]
  readonly places: LockPlaces
  /** Hashes everything under an absolute path and hears who vouches for it. */
  readonly vouch: (path: string) => Promise<Vouching>
}

/** Everything under the roots that a loader reads, and who vouches for it. */
export async function findArtifacts({ roots, places, vouch }: FindRequest): Promise<Found> {
  const located = roots.flatMap((path) => {
    const absolute = placeOf(path, places)
    return absolute !== undefined && lstatSync(absolute, { throwIfNoEntry: false })
      ? [{ path, absolute }]
      : []
  })
  const walk = walkRoots(located)
  const refusals: Refusal[] = [...walk.refusals]
  const gaps: Gap[] = []
  const vouched = new Map<string, VouchedFile>()
  for (const { absolute } of located) {
    const vouching = await vouch(absolute)
    for (const file of vouching.files) vouched.set(file.absolute, file)
    refusals.push(...vouching.refusals)
    gaps.push(...vouching.gaps)
  }
  const artifacts: FoundArtifact[] = []
  const named = new Set(roots)
  for (const entry of walk.entries.values()) {
    const { path, leadsTo, real } = entry
    if (leadsTo === 'folder' && real !== undefined && isWithin(real, walk, places)) continue
    // What the user names is locked whatever it is called; a link to a folder brings all that is in it.
    if (!isLoadable(path) && !named.has(path) && leadsTo !== 'folder') continue
    const outcome = foundArtifact(entry, { isInside: isWithin(real ?? '', walk, places), vouched })
    if ('code' in outcome) refusals.push(outcome)
    else artifacts.push(outcome)
  }
  return { artifacts, refusals, gaps }
}

function foundArtifact(
  { path, link, real, leadsTo, absolute }: WalkedEntry,
  { isInside, vouched }: { readonly isInside: boolean; readonly vouched: ReadonlyMap<string, VouchedFile> },
): FoundArtifact | Refusal {
  if (leadsTo === 'nothing' || real === undefined)
    return {
      code: 'unreadable',
      path,
      message: 'is a symbolic link that leads nowhere',
      advice: 'remove it, or finish the download',
      ...(link !== undefined && { found: link }),
    }
  if (!isInside) {
    const [escape] = unlisted(path, { state: 'escapes', target: link ?? '' })
    if (escape) return escape
  }
  if (leadsTo !== 'file') return { code: 'unreadable', path, message: 'is no regular file' }
  const problem = lockPathProblem(path)
  if (problem) return { code: 'unreadable', path, message: `cannot be locked: its path ${problem}` }
  const file = vouched.get(realOrSame(absolute))
  if (file?.digest === undefined)
    return {
      code: 'unreadable',
      path,
      message: `could not be hashed${file?.detail === undefined ? '' : `: ${file.detail}`}`,
    }
  const { repository, authority, verdict, digest, size } = file
  const revision = repository?.commit ?? file.revision
  const purl = repository?.kind === 'model' ? hubPurl(repository.name, repository.commit) : undefined
  return {
    path,
    ...(purl !== undefined && { purl }),
    ...(revision !== undefined && { revision }),
    size,
    sha256: digest,
    ...(link !== undefined && { link }),
    ...(authority && { authority: bounded(authority) }),
    verdict: authority || (verdict !== 'verified' && verdict !== 'consistent') ? verdict : 'unchecked',
  }
}

/** A lock holds no text of any length. */
function bounded(authority: NonNullable<VouchedFile['authority']>): NonNullable<VouchedFile['authority']> {
  const { kind, source, signer, says } = authority
  return {
    kind,
    source: shortText(source),
    ...(signer !== undefined && { signer: shortText(signer) }),
    says,
  }
}

function shortText(text: string): string {
  return text.toWellFormed().slice(0, 1000).toWellFormed() || 'unnamed'
}
