import { existsSync, lstatSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { CHANGED } from '../../../bytes/digests/digest-file.ts'
import type { ResolvedSettings } from '../../../config/resolve.ts'
import { walkRoots, type WalkedEntry } from '../../../integrity/guard/walk.ts'
import { isWithin } from '../../../integrity/guard/within.ts'
import { isLoadable } from '../../../integrity/loadable.ts'
import { linkContent, unlisted } from '../../../integrity/lock/check.ts'
import type { LockedAuthority } from '../../../integrity/lock/lock.ts'
import type { FoundArtifact } from '../../../integrity/lock/merge.ts'
import { lockPathOf, lockPathProblem, placeOf, type LockPlaces } from '../../../integrity/lock/lock-path.ts'
import type { Refusal } from '../../../integrity/refusal.ts'
import type { Gap } from '../../../model/finding.ts'
import { hubPurl } from '../../../names/hub.ts'
import type { Invocation } from '../../command.ts'
import { hashTree } from '../hash-tree.ts'
import type { VouchedFile, Vouching } from '../vouching.ts'
import { realOrSame } from './real-path.ts'
import type { LockSettings } from './settings.ts'

export interface Found {
  readonly artifacts: readonly FoundArtifact[]
  /** Why it must not be locked as it is. */
  readonly refusals: readonly Refusal[]
  readonly gaps: readonly Gap[]
}

export interface FindRequest {
  /** As the lock names them. */
  readonly roots: readonly string[]
  readonly settings: Pick<LockSettings, 'places'>
  /** Hashes everything under an absolute path and hears who vouches for it. */
  readonly vouch: (path: string) => Promise<Vouching>
  readonly values: Pick<ResolvedSettings, 'workers' | 'cache'>
}

/** A file to lock, by its real path. */
interface Candidate {
  readonly entry: WalkedEntry
  readonly real: string
}

type Vouched = Pick<
  VouchedFile,
  'size' | 'digest' | 'verdict' | 'authority' | 'repository' | 'revision' | 'detail'
>

/** Everything under the roots that a loader reads, and who vouches for it. */
export async function findArtifacts(
  { roots, settings: { places }, vouch, values }: FindRequest,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<Found> {
  const located = roots.flatMap((path) => {
    const absolute = placeOf(path, places)
    return absolute !== undefined && lstatSync(absolute, { throwIfNoEntry: false })
      ? [{ path, absolute }]
      : []
  })
  const walk = walkRoots(located)
  const refusals: Refusal[] = [...walk.refusals]
  const gaps: Gap[] = []
  const vouched = new Map<string, Vouched>()
  for (const { absolute } of located) {
    const vouching = await vouch(absolute)
    const sources = { root: absolute, cwd: invocation.io.cwd, places }
    for (const file of vouching.files)
      vouched.set(file.absolute, {
        ...file,
        ...(file.authority && { authority: lockedAuthority(file.authority, sources) }),
      })
    refusals.push(...vouching.refusals.flatMap((refusal) => asLocked(refusal, absolute, places)))
    gaps.push(...vouching.gaps)
  }
  const named = new Set(roots)
  const candidates: Candidate[] = []
  const artifacts: FoundArtifact[] = []
  for (const entry of walk.entries.values()) {
    const { path, leadsTo, real } = entry
    if (leadsTo === 'folder' && real !== undefined && isWithin(real, walk, places)) {
      const problem = pathProblem(path)
      if (problem) refusals.push(problem)
      else artifacts.push(folderLink(path, entry.link ?? ''))
      continue
    }
    // What the user names is locked whatever it is called; a link to a folder brings all that is in it.
    if (!isLoadable(path) && !named.has(path) && leadsTo !== 'folder') continue
    const problem = problemOf(entry, isWithin(real ?? '', walk, places))
    if (problem) refusals.push(problem)
    else candidates.push({ entry, real: realOrSame(entry.absolute) })
  }
  for (const [real, file] of await hashed(candidates, vouched, values, invocation)) vouched.set(real, file)
  for (const { entry, real } of candidates) {
    const outcome = foundArtifact(entry, vouched.get(real))
    if ('code' in outcome) refusals.push(outcome)
    else artifacts.push(outcome)
  }
  return { artifacts, refusals, gaps }
}

/** Files are named as the lock does. Links out of the tree the walk has refused already. */
function asLocked(refusal: Refusal, root: string, places: LockPlaces): Refusal[] {
  if (refusal.code === 'link-escapes') return []
  const file = join(statSync(root).isDirectory() ? root : dirname(root), refusal.path)
  const path = existsSync(file) ? lockPathOf(file, places) : undefined
  return [path === undefined ? refusal : { ...refusal, path }]
}

/** Loadable files on which nobody was heard: notes of clients, installed packages, lists of checksums. */
async function hashed(
  candidates: readonly Candidate[],
  vouched: ReadonlyMap<string, Vouched>,
  values: FindRequest['values'],
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<Map<string, Vouched>> {
  const open = [...new Set(candidates.map((c) => c.real))].filter((real) => !vouched.has(real))
  const files = open.map((real) => ({
    path: real,
    absolute: real,
    size: statSync(real, { throwIfNoEntry: false })?.size ?? 0,
    modified: 0,
    aliases: [],
  }))
  const results = await hashTree(files, { of: () => [] }, values, invocation)
  return new Map(
    files.map(({ path, size }, i) => {
      const result = results[i]!
      return [
        path,
        result.outcome === 'hashed'
          ? { size: result.size, digest: result.digest, verdict: 'unpublished' }
          : { size, verdict: 'unchecked', detail: result.detail },
      ]
    }),
  )
}

function problemOf({ path, link, real, leadsTo }: WalkedEntry, isInside: boolean): Refusal | undefined {
  if (leadsTo === 'nothing' || real === undefined)
    return {
      code: 'unreadable',
      path,
      message: 'is a symbolic link that leads nowhere',
      advice: 'remove it, or finish the download',
      ...(link !== undefined && { found: link }),
    }
  if (!isInside) return unlisted(path, { state: 'escapes', target: link ?? '' })[0]
  if (leadsTo !== 'file') return { code: 'unreadable', path, message: 'is no regular file' }
  return pathProblem(path)
}

/** Which folder it leads to decides what is loaded; what lies in there has entries of its own. */
function folderLink(path: string, link: string): FoundArtifact {
  const { size, digest } = linkContent(link)
  return { path, size, sha256: digest, link, verdict: 'unpublished' }
}

function pathProblem(path: string): Refusal | undefined {
  const problem = lockPathProblem(path)
  return problem ? { code: 'unreadable', path, message: `cannot be locked: its path ${problem}` } : undefined
}

function foundArtifact({ path, link }: WalkedEntry, file: Vouched | undefined): FoundArtifact | Refusal {
  if (file?.digest === undefined)
    return {
      code: file?.detail === CHANGED ? 'changed-while-read' : 'unreadable',
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
    ...(authority && { authority }),
    verdict: authority || (verdict !== 'verified' && verdict !== 'consistent') ? verdict : 'unchecked',
  }
}

interface Sources {
  /** Folder or file that was looked at. */
  readonly root: string
  readonly cwd: string
  readonly places: LockPlaces
}

/** A path is named from the lock, whatever it was typed from: the same lock comes out wherever it is made. */
function lockedAuthority(
  { kind, source, signer, says }: LockedAuthority,
  { root, cwd, places }: Sources,
): LockedAuthority {
  const file = [join(root, source), resolve(cwd, source)].find(isFile)
  const path = file === undefined ? undefined : lockPathOf(realOrSame(file), places)
  const named = path ?? (isAbsolute(source) ? basename(source) : source)
  return {
    kind,
    source: shortText(named),
    ...(signer !== undefined && { signer: shortText(signer) }),
    says,
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    // What an authority is called need not be a path at all.
    return false
  }
}

/** A lock holds no text of any length. */
function shortText(text: string): string {
  return text.toWellFormed().slice(0, 1000).toWellFormed() || 'unnamed'
}
