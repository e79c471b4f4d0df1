import { basename } from 'node:path'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { condaEnvironment } from '../conda/conda-environment/discoverer.ts'
import { condaLock } from '../conda/conda-lock/discoverer.ts'
import { pixiLock } from '../conda/pixi-lock/discoverer.ts'
import { pdmLock } from '../pypi/pdm-lock/discoverer.ts'
import { pipRequirements } from '../pypi/pip-requirements/discoverer.ts'
import { pipfileLock } from '../pypi/pipfile-lock/discoverer.ts'
import { poetryLock } from '../pypi/poetry-lock/discoverer.ts'
import { pylock } from '../pypi/pylock/discoverer.ts'
import { uvLock } from '../pypi/uv-lock/discoverer.ts'
import type { PackageSet } from '../package-set.ts'

const READERS: readonly Discoverer<PackageSet>[] = [
  uvLock,
  pylock,
  poetryLock,
  pdmLock,
  pipfileLock,
  pixiLock,
  condaLock,
  condaEnvironment,
  pipRequirements,
]

export interface LockFile {
  readonly title: string
  readonly sets: readonly PackageSet[]
  readonly gaps: readonly Gap[]
}

/** Reads a lock by whichever reader knows it. Undefined when none does. */
export function readLockFile(path: string, bytes: Bytes, ctx: Context): LockFile | undefined {
  const head = bytes.read(0, 65_536)
  const tail = bytes.read(Math.max(0, bytes.size - 67_584), 67_584)
  const title = basename(path)
  const sample = {
    path: title,
    name: title.toLowerCase(),
    size: bytes.size,
    head,
    text: head.includes(0) ? undefined : head.toString('utf8'),
    tail,
    bytes,
  }
  // People call the output of `pip freeze` what they like.
  const isText = sample.name.endsWith('.txt') && sample.text !== undefined
  const reader = READERS.find((r) => r.claims(sample)) ?? (isText ? pipRequirements : undefined)
  if (!reader) return undefined
  const sets: PackageSet[] = []
  const gaps: Gap[] = []
  try {
    for (const seen of reader.read({ path: title, bytes }, ctx))
      if (seen.kind === 'facts') sets.push(seen.facts)
      else gaps.push(seen.gap)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    gaps.push({ at: { path: title }, reason: error.reason, detail: error.message })
  }
  return { title, sets, gaps }
}

/** What reading a file may use that the user named: the default limits. */
export function readingContext(signal: AbortSignal, clock: () => Date): Context {
  return {
    limits: DEFAULT_LIMITS,
    signal,
    clock,
    checkpoint: () => signal.throwIfAborted(),
    countMembers: () => {},
    countInflated: () => {},
    defer: () => {},
  }
}
