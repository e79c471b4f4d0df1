import { createHash, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { NO_CACHE, openHashCache } from '../../bytes/digests/cache.ts'
import { digestFiles } from '../../bytes/digests/digest-files.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Lock } from '../lock/lock.ts'
import { lockPathOf, placeOf, type LockPlaces } from '../lock/lock-path.ts'
import { openLockMemory } from '../lock/memory.ts'
import { openLock } from '../lock/open.ts'
import { SIGNATURE_SUFFIX } from '../lock/signature.ts'
import type { Refusal } from '../refusal.ts'
import { readPublicKey } from '../trust/read-trust.ts'
import { checkFiles } from './check-files.ts'
import type { GuardRequest } from './request.ts'
import { writeStamp, type Stamp } from './stamp.ts'
import { realOf } from './walk.ts'
import { firstChanged, isSettled, watched } from './watched.ts'

export interface Checked {
  readonly refusals: readonly Refusal[]
  /** What the lock says, also when files differ from it; absent when the lock itself is refused. */
  readonly stamp?: Stamp
  readonly notes: readonly string[]
}

/** Reads the lock and hashes everything that is not known; writes down what was found right. Throws `UsageError`. */
export async function checkEverything(
  request: GuardRequest,
  roots: ReadonlyMap<string, string>,
): Promise<Checked> {
  const { file, shown } = request.lock
  const keys = request.keys.map(readKey)
  // Looked at before they are read, so that a change while they are read shows afterwards.
  const documents = [file, `${file}${SIGNATURE_SUFFIX}`, ...request.keys].map(watched)
  const memory = openLockMemory(request.state)
  const opened = openLock({ file, shown, keys, memory })
  if (opened.outcome === 'refused') return { refusals: opened.refusals, notes: memory.notes }
  const { lock } = opened
  if (lock.roots.length === 0) return { refusals: [empty(shown)], notes: memory.notes }
  const remembered = watched(join(request.state, 'locks', lock.id))

  const places: LockPlaces = { folder: dirname(file), roots }
  const cache =
    request.paranoid || request.cache === undefined
      ? NO_CACHE
      : openHashCache(request.cache, () => new Date())
  const files = await checkFiles(lock, places, (tasks) =>
    digestFiles(tasks, {
      workers: request.workers ?? availableParallelism(),
      signal: request.signal ?? new AbortController().signal,
      cache,
    }),
  )
  cache.save()
  const stamp: Stamp = {
    file,
    keys: request.keys,
    places: usedRoots(lock, roots),
    // Only ever grows, so that its size shows every change, however soon it comes.
    watched: [remembered, ...documents, ...files.watched],
    content: createHash('sha256').update(readFileSync(file)).digest('hex'),
    lock: { id: lock.id, generation: lock.generation, digest: lock.digest },
    artifacts: lock.artifacts.map(({ path, purl, sha256 }) => ({
      path,
      ...(purl !== undefined && { purl }),
      digest: sha256,
    })),
    roots: files.roots,
    files: lock.artifacts.flatMap(({ path }) => realOf(placeOf(path, places)) ?? []),
  }
  const refusals = files.refusals.length > 0 ? files.refusals : whileRead(stamp, lock, places)
  if (refusals.length === 0 && request.cache !== undefined && isSettled(stamp.watched.slice(1), Date.now()))
    writeStamp(request.cache, stamp)
  return { refusals, stamp, notes: memory.notes }
}

/** To start under it would look like a start that was checked. */
function empty(path: string): Refusal {
  const advice = 'lock what the command loads: assay lock <path>'
  return { code: 'lock-empty', path, message: 'covers nothing, so nothing would be checked', advice }
}

/** Hashing takes a while: everything must still be as it was when it was looked at. */
function whileRead(stamp: Stamp, lock: Lock, places: LockPlaces): Refusal[] {
  const changed = firstChanged(stamp.watched)
  if (changed === undefined) return []
  const artifact = lock.artifacts.find(({ path }) => placeOf(path, places) === changed)
  return [
    {
      code: 'changed-while-read',
      path: artifact?.path ?? lockPathOf(changed, places) ?? basename(changed),
      message: 'changed while everything was being checked',
      advice: 'see who writes there, and start again',
    },
  ]
}

function usedRoots(lock: Lock, roots: ReadonlyMap<string, string>): [string, string][] {
  const used = new Set(
    lock.roots.flatMap((path) => (path.startsWith('$') ? path.slice(1).split('/')[0]! : [])),
  )
  return [...roots].filter(([variable]) => used.has(variable))
}

function readKey(path: string): KeyObject {
  let data: Uint8Array
  try {
    data = readFileSync(path)
  } catch (error) {
    throw new UsageError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    })
  }
  return readPublicKey({ name: path, data })
}
