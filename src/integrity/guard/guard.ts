import { machineRoots } from '../lock/machine-roots.ts'
import type { Lock } from '../lock/lock.ts'
import type { Refusal } from '../refusal.ts'
import { notCovered, type Covered } from './covered.ts'
import type { LoadedArtifact } from './events/load-event.ts'
import { namedInCommand, namedInEnvironment } from './named.ts'
import type { GuardRequest } from './request.ts'
import { validStamp, type Stamp } from './stamp.ts'

export interface Guarded {
  /** Empty: everything is what was locked. */
  readonly refusals: readonly Refusal[]
  /** Absent when there is none that can be read. */
  readonly lock?: Pick<Lock, 'id' | 'generation' | 'digest'>
  /** Nothing when something is refused. */
  readonly artifacts: readonly LoadedArtifact[]
  readonly checked: 'hashed' | 'remembered'
  /** SHA-256 of the bytes of the lock, in hex. */
  readonly content?: string
  /** What the lock answers for. */
  readonly covered?: Covered
  /** For a person: what is remembered of locks could not be used. */
  readonly notes: readonly string[]
}

/**
 * Checks everything under the roots of a lock, and that what a command and its environment name is in it. The usual
 * start, with nothing changed since the last, takes one look at every file and loads no more code than this.
 */
export async function guard(request: GuardRequest): Promise<Guarded> {
  const { lock, keys, cache, paranoid } = request
  const places = machineRoots(request.env, request.home)
  const stamp =
    paranoid || cache === undefined ? undefined : validStamp(cache, { file: lock.file, keys, places })
  if (stamp) return guardedBy(stamp, unlocked(request, places, stamp), 'remembered')
  const { checkEverything } = await import('./check-everything.ts')
  const found = await checkEverything(request, places)
  if (!found.stamp) return { refusals: found.refusals, artifacts: [], checked: 'hashed', notes: found.notes }
  const refusals = [...found.refusals, ...unlocked(request, places, found.stamp)]
  return guardedBy(found.stamp, refusals, 'hashed', found.notes)
}

function guardedBy(
  { lock, content, artifacts, roots, files }: Stamp,
  refusals: readonly Refusal[],
  checked: Guarded['checked'],
  notes: readonly string[] = [],
): Guarded {
  return {
    refusals,
    lock,
    content,
    covered: { roots, files: new Set(files) },
    artifacts: refusals.length === 0 ? artifacts : [],
    checked,
    notes,
  }
}

function unlocked(request: GuardRequest, places: ReadonlyMap<string, string>, stamp: Stamp): Refusal[] {
  const { words, env, variables, cwd, home, looksAtEnvironment } = request
  return notCovered(
    [...namedInCommand(words), ...(looksAtEnvironment ? namedInEnvironment(env, variables) : [])],
    { roots: stamp.roots, files: new Set(stamp.files) },
    { cwd, home: env['HOME'] || home, hub: places.get('HF_HUB_CACHE'), offline: isOffline(env) },
  )
}

/** Unless the user says otherwise, the command is told that there is no network. */
function isOffline(env: GuardRequest['env']): boolean {
  return !/^(?:0|false|no|off)$/i.test(env['HF_HUB_OFFLINE'] || '1')
}
