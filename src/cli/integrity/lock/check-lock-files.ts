import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ResolvedSettings } from '../../../config/resolve.ts'
import type { DigestResult, DigestTask } from '../../../bytes/digests/digest-file.ts'
import { checkFiles } from '../../../integrity/guard/check-files.ts'
import { byCodePoint } from '../../../integrity/lock/canonical.ts'
import { authorityRefusals } from '../../../integrity/lock/check.ts'
import type { Lock, LockedArtifact } from '../../../integrity/lock/lock.ts'
import { isUnder, placeOf } from '../../../integrity/lock/lock-path.ts'
import { openLockMemory, NO_MEMORY } from '../../../integrity/lock/memory.ts'
import { lostAuthorities } from '../../../integrity/lock/merge.ts'
import { openLock } from '../../../integrity/lock/open.ts'
import { saidBy } from '../../../integrity/lock/read.ts'
import type { Refusal } from '../../../integrity/refusal.ts'
import type { ChecksumAlgorithm } from '../../../model/checksum.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'
import { hashTree } from '../hash-tree.ts'
import type { Vouching } from '../vouching.ts'
import { findArtifacts, type FindRequest } from './found-artifacts.ts'
import { realOrSame } from './real-path.ts'
import type { LockResult } from './result.ts'
import { lockPath, type LockSettings } from './settings.ts'
import { rootsAt, uniqueRoots } from './update-lock.ts'

export interface CheckRequest {
  /** As typed; all that the lock covers when there are none. */
  readonly paths: readonly string[]
  readonly settings: LockSettings
  readonly values: Pick<ResolvedSettings, 'workers' | 'cache'>
  /** Given when authorities were named: they are asked again. */
  readonly vouch?: (path: string) => Promise<Vouching>
}

/** Compares files with the lock and writes nothing but what this machine remembers of it. */
export async function checkLockFiles(
  { paths, settings, values, vouch }: CheckRequest,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<LockResult> {
  const { file, shown, places } = settings
  const { io } = invocation
  const memory = openLockMemory(settings.stateFolder)
  const opened = openLock({ file, shown, keys: settings.lockKeys, memory, trusts: settings.trusts })
  const none = { shown, changes: [], gaps: [] }
  if (opened.outcome === 'refused')
    return { ...none, outcome: 'refused', refusals: opened.refusals, notes: memory.notes }
  const { lock } = opened
  const within = paths.map((path) => lockPath(path, places, io))
  const more = paths.flatMap((path) => {
    if (!statSync(resolve(io.cwd, path), { throwIfNoEntry: false }) && !isLocked(lock, path, settings, io))
      throw new UsageError(`there is no ${visible(path)}`)
    return existsSync(resolve(io.cwd, path)) ? rootsAt(path, settings, io) : []
  })
  const widened = { ...lock, roots: uniqueRoots([...lock.roots, ...more]) }
  const concerns = (path: string): boolean =>
    within.length === 0 || within.some((root) => isUnder(path, root))
  const artifacts = lock.artifacts.filter((a) => concerns(a.path))

  const wanted = furtherDigests(artifacts, settings)
  const others = new Map<string, DigestResult>()
  const digest = async (tasks: readonly DigestTask[]): Promise<readonly DigestResult[]> => {
    const files = tasks.map(({ absolute, size }) => ({
      path: absolute,
      absolute,
      size,
      modified: 0,
      aliases: [],
    }))
    const asked = { of: (path: string) => [...(wanted.get(path) ?? [])] }
    const results = await hashTree(files, asked, values, invocation)
    for (const [i, { absolute }] of tasks.entries()) others.set(absolute, results[i]!)
    return results
  }
  const scope = within.length === 0 ? widened : restricted(widened, within)
  const { refusals: differing } = await checkFiles(scope, places, digest)
  const refused = new Set(differing.map((r) => r.path))
  const mismatched = artifacts.flatMap((artifact) => {
    if (refused.has(artifact.path)) return []
    const result = others.get(realOrSame(placeOf(artifact.path, places) ?? ''))
    return authorityRefusals(artifact, result?.outcome === 'hashed' ? result : undefined).filter(
      () => artifact.authority && saidBy(artifact.authority).algorithm !== 'sha256',
    )
  })
  const asked = vouch
    ? await askedAgain({ roots: scope.roots, settings, vouch, values }, invocation)
    : { refusals: [], gaps: [] }
  const refusals = [
    ...differing,
    ...mismatched,
    ...asked.refusals.filter(({ path }) => !refused.has(path)),
    ...lostSince(settings, lock).filter(({ path }) => concerns(path)),
  ].toSorted((a, b) => byCodePoint(a.path, b.path))
  return {
    ...none,
    outcome: refusals.length > 0 ? 'refused' : 'current',
    lock,
    refusals,
    gaps: asked.gaps,
    notes: memory.notes,
  }
}

function isLocked(lock: Lock, path: string, { places }: LockSettings, io: Invocation['io']): boolean {
  const named = lockPath(path, places, io)
  return lock.artifacts.some((a) => isUnder(a.path, named))
}

/** Only what lies under the paths. */
function restricted(lock: Lock, within: readonly string[]): Lock {
  const roots = lock.roots.flatMap((root) =>
    within.flatMap((path) => (isUnder(root, path) ? [root] : isUnder(path, root) ? [path] : [])),
  )
  const artifacts = lock.artifacts.filter((a) => within.some((path) => isUnder(a.path, path)))
  return { ...lock, roots: uniqueRoots(roots), artifacts }
}

/** Digests beside SHA-256 that authorities speak of, by the real path of the file. */
function furtherDigests(
  artifacts: readonly LockedArtifact[],
  { places }: LockSettings,
): ReadonlyMap<string, ReadonlySet<ChecksumAlgorithm>> {
  const wanted = new Map<string, Set<ChecksumAlgorithm>>()
  for (const { path, authority } of artifacts) {
    if (!authority) continue
    const { algorithm } = saidBy(authority)
    const place = placeOf(path, places)
    if (algorithm === 'sha256' || place === undefined) continue
    const real = realOrSame(place)
    wanted.set(real, (wanted.get(real) ?? new Set()).add(algorithm))
  }
  return wanted
}

/** What the authorities that were named say against the files now. */
async function askedAgain(
  request: FindRequest,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<Pick<LockResult, 'refusals' | 'gaps'>> {
  const found = await findArtifacts(request, invocation)
  const against = found.artifacts.flatMap(({ path, verdict, authority, sha256 }): Refusal[] =>
    verdict === 'mismatch'
      ? [
          {
            code: 'authority-mismatch',
            path,
            message: `is not what ${authority ? `${authority.kind} ${authority.source}` : 'its authority'} vouches for`,
            ...(authority && { expected: authority.says }),
            found: sha256,
          },
        ]
      : [],
  )
  return { refusals: [...found.refusals, ...against], gaps: found.gaps }
}

/** `--base`: what the change of a pull request did to the authorities. */
function lostSince({ base, accepted }: LockSettings, lock: Lock): readonly Refusal[] {
  if (base === undefined) return []
  const earlier = openLock({ file: base, shown: base, keys: [], memory: NO_MEMORY })
  if (earlier.outcome === 'refused') return earlier.refusals
  const { lock: before } = earlier
  if (before.id === lock.id && before.generation > lock.generation)
    return [
      {
        code: 'lock-replayed',
        path: base,
        message: `is version ${before.generation}, newer than the lock itself (${lock.generation})`,
      },
    ]
  return lostAuthorities(before, lock, accepted)
}
