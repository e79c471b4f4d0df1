import type { ChecksumVerdict } from '../../model/checksum.ts'
import type { Refusal } from '../refusal.ts'
import { byCodePoint, sealed } from './canonical.ts'
import { authorityRefusals } from './check.ts'
import { LOCK_SCHEMA, type Lock, type LockedArtifact } from './lock.ts'
import { isUnder } from './lock-path.ts'

/** What is at a path now, with whoever vouches for it. */
export type FoundArtifact = Omit<LockedArtifact, 'date'>

export interface MergeInput {
  /** The lock so far. */
  readonly old?: Lock
  /** For a lock that is new. */
  readonly newId: string
  /** All roots from now on. */
  readonly roots: readonly string[]
  /** Under these everything was looked at; entries elsewhere stay as they are. */
  readonly looked: readonly string[]
  readonly found: readonly FoundArtifact[]
  /** Paths and folders of which the user takes changed bytes without a new authority. */
  readonly accepted: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export type LockChange =
  | { readonly kind: 'added'; readonly path: string; readonly after: LockedArtifact }
  | {
      readonly kind: 'changed'
      readonly path: string
      readonly before: LockedArtifact
      readonly after: LockedArtifact
    }
  | { readonly kind: 'removed'; readonly path: string; readonly before: LockedArtifact }

export interface MergedLock {
  readonly lock: Lock
  /** By path. Roots may have changed although this is empty. */
  readonly changes: readonly LockChange[]
  /** Why it must not be written. */
  readonly refusals: readonly Refusal[]
}

/** The next version of a lock. What has not changed stays as it stands there, with its date and its authority. */
export function mergeLock(input: MergeInput): MergedLock {
  const { old, roots, found, today } = input
  const before = new Map(old?.artifacts.map((a) => [a.path, a]))
  const artifacts = new Map(found.map((f) => [f.path, next(before.get(f.path), f, today)]))
  for (const artifact of before.values())
    if (!artifacts.has(artifact.path) && roots.some((root) => isUnder(artifact.path, root)))
      if (!input.looked.some((root) => isUnder(artifact.path, root))) artifacts.set(artifact.path, artifact)
  const changes = changesOf(before, artifacts)
  const refusals = found.flatMap((f) => refusalsOf(before.get(f.path), f, input.accepted))
  const content = sealed({
    schema: LOCK_SCHEMA,
    id: old?.id ?? input.newId,
    generation: old?.generation ?? 1,
    roots,
    artifacts: [...artifacts.values()],
  })
  const isSame = old && content.digest === sealed(old).digest
  const lock = isSame || !old ? content : sealed({ ...content, generation: old.generation + 1 })
  return { lock, changes, refusals: refusals.toSorted((a, b) => byCodePoint(a.path, b.path)) }
}

function next(before: LockedArtifact | undefined, found: FoundArtifact, today: string): LockedArtifact {
  if (!before || !isSameBytes(before, found)) return { ...found, date: today }
  const { path, size, sha256, link } = found
  const purl = found.purl ?? before.purl
  const revision = found.revision ?? before.revision
  const { authority, verdict } = RANK[found.verdict] > RANK[before.verdict] ? found : before
  return {
    path,
    ...(purl !== undefined && { purl }),
    ...(revision !== undefined && { revision }),
    size,
    sha256,
    ...(link !== undefined && { link }),
    ...(authority && { authority }),
    verdict,
    date: before.date,
  }
}

/** An entry whose authority speaks of other bytes was edited: nothing of it is kept. */
function isSameBytes(before: LockedArtifact, found: FoundArtifact): boolean {
  return before.sha256 === found.sha256 && authorityRefusals(before).length === 0
}

/** How much a verdict is worth. */
const RANK: Readonly<Record<ChecksumVerdict, number>> = {
  verified: 2,
  consistent: 1,
  unpublished: 0,
  unchecked: 0,
  mismatch: 0,
}

function refusalsOf(
  before: LockedArtifact | undefined,
  found: FoundArtifact,
  accepted: readonly string[],
): Refusal[] {
  const { path, authority, verdict } = found
  if (verdict === 'mismatch')
    return [
      {
        code: 'authority-mismatch',
        path,
        message: `is not what ${authority ? `${authority.kind} ${authority.source}` : 'its authority'} vouches for`,
        advice: 'fetch it again; nothing that an authority speaks against is locked',
        ...(authority && { expected: authority.says }),
        found: found.sha256,
      },
    ]
  if (!before || isSameBytes(before, found) || RANK[verdict] >= RANK[before.verdict]) return []
  if (accepted.some((root) => isUnder(path, root))) return []
  const vouched = before.authority ? ` by ${before.authority.kind} ${before.authority.source}` : ''
  const now = RANK[verdict] > 0 ? `only ${verdict} now` : 'vouched for by nobody'
  return [
    {
      code: 'authority-missing',
      path,
      message: `has changed: it was ${before.verdict}${vouched}, and the new bytes are ${now}`,
      advice: `name who vouches for the new bytes with --against, or take them as they are: --accept ${path}`,
      expected: before.sha256,
      found: found.sha256,
    },
  ]
}

/** Where the authorities of an earlier lock were lost on the way to a later one: what a review of a change looks for. */
export function lostAuthorities(earlier: Lock, later: Lock, accepted: readonly string[]): Refusal[] {
  const before = new Map(earlier.artifacts.map((a) => [a.path, a]))
  return later.artifacts.flatMap((after) => {
    const was = before.get(after.path)
    return was && was.sha256 !== after.sha256 ? refusalsOf(was, after, accepted) : []
  })
}

function changesOf(
  before: ReadonlyMap<string, LockedArtifact>,
  after: ReadonlyMap<string, LockedArtifact>,
): LockChange[] {
  const changes: LockChange[] = []
  for (const [path, artifact] of after) {
    const was = before.get(path)
    if (!was) changes.push({ kind: 'added', path, after: artifact })
    else if (!isEqual(was, artifact)) changes.push({ kind: 'changed', path, before: was, after: artifact })
  }
  for (const [path, artifact] of before)
    if (!after.has(path)) changes.push({ kind: 'removed', path, before: artifact })
  return changes.toSorted((a, b) => byCodePoint(a.path, b.path))
}

function isEqual(a: LockedArtifact, b: LockedArtifact): boolean {
  const [x, y] = [a.authority, b.authority]
  return (
    a.purl === b.purl &&
    a.revision === b.revision &&
    a.size === b.size &&
    a.sha256 === b.sha256 &&
    a.link === b.link &&
    a.verdict === b.verdict &&
    x?.kind === y?.kind &&
    x?.source === y?.source &&
    x?.signer === y?.signer &&
    x?.says === y?.says
  )
}
