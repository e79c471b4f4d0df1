import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DigestResult, DigestTask } from '../../bytes/digests/digest-file.ts'
import { isLoadable } from '../loadable.ts'
import { compareArtifact, folderLink, linkContent, unlisted, type Seen } from '../lock/check.ts'
import { byCodePoint } from '../lock/canonical.ts'
import type { Lock, LockedArtifact } from '../lock/lock.ts'
import { placeOf, type LockPlaces } from '../lock/lock-path.ts'
import type { Refusal } from '../refusal.ts'
import { isWithin } from './within.ts'
import { realOf, walkRoots, type WalkedEntry } from './walk.ts'
import { stateOf, watched, type Watched } from './watched.ts'

export interface FilesChecked {
  /** Sorted by path. Empty: everything is what was locked. */
  readonly refusals: readonly Refusal[]
  /** All that the answer rests on. */
  readonly watched: readonly Watched[]
  /** Real paths of the roots. */
  readonly roots: readonly string[]
}

/** Compares everything under the roots of a lock with the lock. `digest` hashes, in the order of the tasks. */
export async function checkFiles(
  lock: Lock,
  places: LockPlaces,
  digest: (tasks: readonly DigestTask[]) => Promise<readonly DigestResult[]>,
): Promise<FilesChecked> {
  const refusals: Refusal[] = []
  const roots = lock.roots.flatMap((path) => {
    const absolute = placeOf(path, places)
    if (absolute !== undefined) return [{ path, absolute }]
    refusals.push({ code: 'missing', path, message: 'is under a variable that has no value here' })
    return []
  })
  const walk = walkRoots(roots)
  refusals.push(...walk.refusals)
  // A root that is not there is watched, or it could appear unseen.
  const more: Watched[] = roots.filter((r) => !existsSync(r.absolute)).map((r) => watched(r.absolute))

  const located = lock.artifacts.flatMap((artifact) => {
    const absolute = placeOf(artifact.path, places)
    return absolute === undefined ? [] : [{ artifact, absolute }]
  })
  const within = { folder: realOf(places.folder) ?? places.folder, roots: walk.roots }
  const readable: Readable[] = []
  for (const { artifact, absolute } of located) {
    const entry = walk.entries.get(artifact.path)
    const seen = entry ? quickly(artifact, entry, within) : throughFolderLink(artifact, absolute, within)
    if (typeof seen === 'string')
      readable.push({ artifact, real: seen, link: entry?.link, state: entry?.state ?? stateOf(seen) })
    else refusals.push(...compareArtifact(artifact, seen))
    if (!entry) more.push(watched(absolute), watched(dirname(absolute)))
  }
  const results = await digest(
    readable.map(({ artifact, real }) => ({ absolute: real, size: artifact.size })),
  )
  readable.forEach((file, i) => refusals.push(...compareArtifact(file.artifact, seenFile(results[i]!, file))))

  const locked = new Set(lock.artifacts.map((a) => a.path))
  const folders = foldersOf(locked)
  for (const entry of walk.entries.values())
    if (!locked.has(entry.path)) refusals.push(...notLocked(entry, folders, within))
  return {
    refusals: refusals.toSorted((a, b) => byCodePoint(a.path, b.path)),
    watched: [...walk.watched, ...more],
    roots: walk.roots,
  }
}

/** Where links may lead: real paths. */
interface Within {
  readonly folder: string
  readonly roots: readonly string[]
}

interface Readable {
  readonly artifact: LockedArtifact
  readonly real: string
  readonly link: string | undefined
  /** Of the file when it was found. */
  readonly state: string
}

/** What can be said without hashing, or where to hash. */
function quickly(artifact: LockedArtifact, entry: WalkedEntry, within: Within): Seen | string {
  if (entry.leadsTo === 'nothing' || entry.real === undefined) return { state: 'missing' }
  if (entry.kind === 'link') {
    const link = entry.link ?? ''
    if (!isWithin(entry.real, within, within)) return { state: 'escapes', target: link }
    // Nothing but the link is compared: the bytes that it leads to now are others' bytes.
    if (link !== artifact.link) return { state: 'file', size: artifact.size, link }
    if (entry.leadsTo === 'folder' && linkContent(link).digest === artifact.sha256)
      return { state: 'file', ...linkContent(link), link }
  }
  return entry.leadsTo === 'file' ? entry.real : { state: 'unreadable', detail: 'is no regular file' }
}

/** A locked path that no walk meets is gone, or is reached through a link to a folder. */
function throughFolderLink(artifact: LockedArtifact, absolute: string, within: Within): Seen | string {
  if (artifact.link !== undefined && isFolder(absolute)) return { state: 'file', size: artifact.size }
  let real: string
  try {
    real = realpathSync(absolute)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing' }
      : { state: 'unreadable', detail: `cannot be looked at: ${code}` }
  }
  return isWithin(real, within, within) ? real : { state: 'escapes', target: real }
}

function isFolder(absolute: string): boolean {
  try {
    return lstatSync(absolute).isDirectory()
  } catch {
    return false
  }
}

function seenFile(result: DigestResult, { link, state }: Readable): Seen {
  // Another file than the one that was found was hashed: somebody exchanges them.
  if (result.outcome === 'hashed' && result.state !== state)
    return { state: 'changed-while-read', detail: 'changed while everything was being checked' }
  if (result.outcome === 'hashed')
    return {
      state: 'file',
      size: result.size,
      digest: result.digest,
      ...(link !== undefined && { link }),
    }
  if (result.reason === 'missing') return { state: 'missing' }
  return result.reason === 'changed'
    ? { state: 'changed-while-read', detail: 'changed while it was read' }
    : { state: 'unreadable', detail: `cannot be read: ${result.detail}` }
}

/** All folders above locked files. */
function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  return folders
}

function notLocked(entry: WalkedEntry, folders: ReadonlySet<string>, within: Within): Refusal[] {
  if (entry.kind === 'link') {
    if (entry.leadsTo === 'nothing')
      return isLoadable(entry.path) ? unlisted(entry.path, { state: 'file', size: 0 }) : []
    if (!isWithin(entry.real!, within, within))
      return unlisted(entry.path, { state: 'escapes', target: entry.link! })
    if (entry.leadsTo === 'folder')
      return [folderLink(entry.path, entry.link!, folders.has(entry.path) ? 'changed' : 'unlisted')]
  }
  return isLoadable(entry.path) ? unlisted(entry.path, { state: 'file', size: 0 }) : []
}
