import { createPublicKey, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { ResolvedSettings } from '../../../config/resolve.ts'
import { lockText, sealed } from '../../../integrity/lock/canonical.ts'
import { writeDurably } from '../../../integrity/lock/durable.ts'
import type { Lock } from '../../../integrity/lock/lock.ts'
import { isUnder, placeOf } from '../../../integrity/lock/lock-path.ts'
import { openLockMemory } from '../../../integrity/lock/memory.ts'
import { mergeLock } from '../../../integrity/lock/merge.ts'
import { openLock, type OpenedLock } from '../../../integrity/lock/open.ts'
import { lockSignatureRefusal, signLock, SIGNATURE_SUFFIX } from '../../../integrity/lock/signature.ts'
import type { Refusal } from '../../../integrity/refusal.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'
import type { Io } from '../../io.ts'
import type { Vouching } from '../vouching.ts'
import { coveredAt } from './covered.ts'
import { findArtifacts } from './found-artifacts.ts'
import { realOrSame } from './real-path.ts'
import type { LockResult } from './result.ts'
import { lockPath, type LockSettings } from './settings.ts'

export interface UpdateRequest {
  /** As typed; all that the lock covers already when there are none. */
  readonly paths: readonly string[]
  readonly settings: LockSettings
  /** Hashes everything under an absolute path and hears who vouches for it. */
  readonly vouch: (path: string) => Promise<Vouching>
  readonly values: Pick<ResolvedSettings, 'workers' | 'cache'>
}

/** Writes the next version of the lock, if anything has to change and nothing speaks against it. */
export async function updateLock(
  { paths, settings, vouch, values }: UpdateRequest,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<LockResult> {
  const { io } = invocation
  const { file, shown, places, accepted } = settings
  const memory = openLockMemory(settings.stateFolder)
  const isNew = !existsSync(file)
  const before = contentOf(file)
  // `lockKeys` say who may have signed the version that is built upon.
  const opened = isNew
    ? undefined
    : openLock({ file, shown, keys: settings.lockKeys, memory, trusts: settings.trusts })
  if (opened?.outcome === 'refused')
    return {
      outcome: 'refused',
      shown,
      changes: [],
      refusals: opened.refusals,
      gaps: [],
      notes: memory.notes,
    }
  const old = opened?.lock

  const asked = pathsAsked(paths, old, io)
  const looked = asked ? uniqueRoots(asked.flatMap((p) => rootsAt(p, settings, io))) : (old?.roots ?? [])
  const kept = (old?.roots ?? []).filter((root) => {
    const place = placeOf(root, places)
    return place === undefined || existsSync(place) || !concerned(root, asked, settings, io)
  })
  const roots = uniqueRoots([...kept, ...looked])
  // A folder that was found to be covered by a larger root is looked at with all of it.
  const within = roots.filter((root) => looked.some((l) => isUnder(l, root) || isUnder(root, l)))
  const found = await findArtifacts({ roots: within, settings, vouch, values }, invocation)
  const {
    lock: merged,
    changes,
    refusals,
  } = mergeLock({
    ...(old && { old }),
    newId: randomBytes(16).toString('hex'),
    roots,
    looked: within,
    found: found.artifacts,
    accepted,
    today: io.clock().toISOString().slice(0, 10),
  })
  const lock = opened?.overruled === true ? succeeding(merged, opened) : merged
  const common = { shown, changes, gaps: found.gaps }
  const against = [...found.refusals, ...refusals]
  if (against.length > 0)
    return {
      ...common,
      outcome: 'refused',
      refusals: against,
      notes: memory.notes,
      ...(old && { lock: old }),
    }

  const notes: string[] = []
  const isSame = old !== undefined && old.digest === lock.digest
  // Hashing takes a while, and what somebody else has locked meanwhile would be lost.
  if (contentOf(file) !== before)
    return { ...common, outcome: 'refused', refusals: [overtaken(shown)], notes: memory.notes }
  if (!isSame) write(settings, lockText(lock))
  memory.accept(lock)
  sign(settings, lock, isSame, notes)
  return {
    ...common,
    outcome: isSame ? 'current' : 'written',
    lock,
    refusals: [],
    notes: [...memory.notes, ...notes],
  }
}

/** Undefined when there is nothing that can be read: opening it says why. */
function contentOf(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'latin1') : undefined
  } catch {
    return undefined
  }
}

function overtaken(path: string): Refusal {
  const message = 'was written by somebody else while everything was being hashed'
  return { code: 'changed-while-read', path, message, advice: 'look at the change, and lock again' }
}

function write({ file, shown }: LockSettings, text: string): void {
  try {
    writeDurably(file, text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`${visible(shown)} cannot be written (${code})`, { cause: error })
  }
}

/** A version that the user went back to comes after all that was seen: then it is a replay to nobody. */
function succeeding(lock: Lock, { lock: old, seen }: Extract<OpenedLock, { outcome: 'opened' }>): Lock {
  return sealed({ ...lock, generation: Math.max(lock.generation, old.generation + 1, seen + 1) })
}

/** What to look at; undefined for what the lock covers already. */
function pathsAsked(paths: readonly string[], old: Lock | undefined, io: Io): readonly string[] | undefined {
  if (paths.length === 0) return old ? undefined : ['.']
  for (const path of paths)
    if (!statSync(resolve(io.cwd, path), { throwIfNoEntry: false }))
      throw new UsageError(`there is no ${visible(path)}`)
  return paths
}

export function rootsAt(path: string, { places }: LockSettings, io: Io): string[] {
  const absolute = resolve(io.cwd, path)
  // A root may be a link to a folder: `models -> /data/models` is locked as `models`.
  const named = join(realOrSame(dirname(absolute)), basename(absolute))
  return coveredAt(named).map((covered) => lockPath(covered, places, io))
}

function concerned(
  root: string,
  asked: readonly string[] | undefined,
  { places }: LockSettings,
  io: Io,
): boolean {
  return asked?.some((path) => isUnder(root, lockPath(path, places, io))) ?? true
}

/** Without those that lie in another one. */
export function uniqueRoots(roots: readonly string[]): string[] {
  const all = [...new Set(roots)]
  return all.filter((root) => !all.some((other) => other !== root && isUnder(root, other)))
}

function sign({ file, shown, signingKey }: LockSettings, lock: Lock, isSame: boolean, notes: string[]): void {
  const path = `${file}${SIGNATURE_SUFFIX}`
  const data = Buffer.from(lockText(lock), 'utf8')
  if (signingKey) {
    const signature = existsSync(path) ? readFileSync(path) : undefined
    const keys = [createPublicKey(signingKey)]
    // One that is good stays: signing anew would give other bytes to review.
    if (lockSignatureRefusal({ lock: data, signature, keys, shown }))
      writeDurably(path, signLock(data, signingKey))
  } else if (!isSame && existsSync(path)) {
    // A signature of another version would be taken for an attack.
    rmSync(path)
    notes.push(
      `the signature of the version before was removed: ${shown}${SIGNATURE_SUFFIX}; --key signs anew`,
    )
  }
}
