import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { lockText } from '../../../integrity/lock/canonical.ts'
import { writeDurably } from '../../../integrity/lock/durable.ts'
import type { Lock } from '../../../integrity/lock/lock.ts'
import { isUnder, placeOf } from '../../../integrity/lock/lock-path.ts'
import { openLockMemory } from '../../../integrity/lock/memory.ts'
import { mergeLock } from '../../../integrity/lock/merge.ts'
import { openLock } from '../../../integrity/lock/open.ts'
import { signLock, SIGNATURE_SUFFIX } from '../../../integrity/lock/signature.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Io } from '../../io.ts'
import type { Vouching } from '../vouching.ts'
import { coveredAt } from './covered.ts'
import { findArtifacts } from './found-artifacts.ts'
import { realOrSame } from './real-path.ts'
import type { LockResult } from './result.ts'
import { lockPath, type LockSettings } from './settings.ts'

/** Writes the next version of the lock, if anything has to change and nothing speaks against it. */
export async function updateLock(
  paths: readonly string[],
  settings: LockSettings,
  vouch: (path: string) => Promise<Vouching>,
  io: Io,
): Promise<LockResult> {
  const { file, shown, places, accepted } = settings
  const memory = openLockMemory(settings.stateFolder)
  const isNew = !existsSync(file)
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
  const found = await findArtifacts({ roots: within, places, vouch })
  const { lock, changes, refusals } = mergeLock({
    ...(old && { old }),
    newId: randomBytes(16).toString('hex'),
    roots,
    looked: within,
    found: found.artifacts,
    accepted,
    today: io.clock().toISOString().slice(0, 10),
  })
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
  const isSame = old !== undefined && opened?.intact === true && old.digest === lock.digest
  if (!isSame) writeDurably(file, lockText(lock))
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

/** What to look at; undefined for what the lock covers already. */
function pathsAsked(paths: readonly string[], old: Lock | undefined, io: Io): readonly string[] | undefined {
  if (paths.length === 0) return old ? undefined : ['.']
  for (const path of paths)
    if (!statSync(resolve(io.cwd, path), { throwIfNoEntry: false }))
      throw new UsageError(`there is no ${visible(path)}`)
  return paths
}

export function rootsAt(path: string, { places }: LockSettings, io: Io): string[] {
  return coveredAt(realOrSame(resolve(io.cwd, path))).map((absolute) => lockPath(absolute, places, io))
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
  const signature = `${file}${SIGNATURE_SUFFIX}`
  if (signingKey) writeDurably(signature, signLock(Buffer.from(lockText(lock), 'utf8'), signingKey))
  else if (!isSame && existsSync(signature)) {
    // A signature of another version would be taken for an attack.
    rmSync(signature)
    notes.push(
      `the signature of the version before was removed: ${shown}${SIGNATURE_SUFFIX}; --key signs anew`,
    )
  }
}
