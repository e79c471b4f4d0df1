import { closeSync, fstatSync, openSync } from 'node:fs'
import { descriptorBytes } from '../bytes/bytes.ts'
import { fileState } from '../bytes/digests/file-state.ts'
import { gitBlobId, hashBytes } from '../bytes/hash.ts'
import { discoverers } from '../discoverers.ts'
import { formats } from '../formats.ts'
import type { Limits } from '../model/context.ts'
import type { Digest } from '../model/identity.ts'
import { createContext } from './budget.ts'
import { emptyInspection, gapOf, inspect, NotPrepared, type Inspection, type Purpose } from './inspect.ts'

/** What a worker is asked to do with one file on disk. Crosses threads: plain data. */
export interface FileTask {
  readonly index: number
  readonly path: string
  readonly absolute: string
  /** Known digest for a file state, from the hash cache. */
  readonly cached?: { readonly state: string; readonly digest: Digest }
  /** The git blob id is asked for as well: the file's name or a download record claims one. */
  readonly wantsGitId: boolean
  readonly limits: Limits
  readonly showCode: boolean
  readonly purpose: Purpose
}

export interface FileResult extends Inspection {
  readonly index: number
  readonly path: string
  readonly size: number
  readonly digest?: Digest
  readonly gitId?: string
  /** The state in which it was hashed, for the hash cache. */
  readonly state?: string
}

/** Opens, reads with every format that claims it, hashes, and makes sure that it was one and the same file throughout. */
export async function inspectFile(
  task: FileTask,
  signal: AbortSignal,
  onBytes: (n: number) => void,
): Promise<FileResult> {
  for (;;) {
    try {
      return inspectOnce(task, signal, onBytes)
    } catch (error) {
      if (!(error instanceof NotPrepared)) throw error
      await error.prepare()
    }
  }
}

function inspectOnce(task: FileTask, signal: AbortSignal, onBytes: (n: number) => void): FileResult {
  const { path, index } = task
  const empty = { ...emptyInspection(), index, path, size: 0 }
  let fd: number
  try {
    fd = openSync(task.absolute, 'r')
  } catch (error) {
    return { ...empty, artifacts: [{ path, size: 0, format: 'unknown' }], gaps: [gapOf(error, path)] }
  }
  const ctx = createContext({ limits: task.limits, signal, clock: () => new Date() })
  try {
    const before = fstatSync(fd, { bigint: true })
    const state = fileState(before)
    const bytes = descriptorBytes(fd, Number(before.size))
    const { showCode, purpose } = task
    const entry = { path, open: () => bytes }
    const inspection = inspect(entry, { formats, discoverers, ctx, showCode, purpose })
    const isPointer = inspection.artifacts[0]?.format === 'lfs-pointer'
    const cached = task.cached?.state === state ? task.cached.digest : undefined
    const digest = isPointer ? undefined : (cached ?? hashBytes(bytes, ctx, onBytes))
    const gitId = task.wantsGitId && !isPointer ? gitBlobId(bytes, ctx) : undefined
    if (fileState(fstatSync(fd, { bigint: true })) !== state)
      inspection.gaps.push({ at: { path }, reason: 'malformed', detail: 'changed while it was read' })
    return {
      ...inspection,
      index,
      path,
      size: bytes.size,
      ...(digest && { digest, state }),
      ...(gitId && { gitId }),
    }
  } catch (error) {
    if (error instanceof NotPrepared || signal.aborted) throw error
    return { ...empty, artifacts: [{ path, size: 0, format: 'unknown' }], gaps: [gapOf(error, path)] }
  } finally {
    ctx.dispose()
    closeSync(fd)
  }
}
