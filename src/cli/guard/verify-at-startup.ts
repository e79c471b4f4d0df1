import { realpathSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { LoadedArtifact } from '../../integrity/guard/events/load-event.ts'
import { guard, type Guarded } from '../../integrity/guard/guard.ts'
import { contains } from '../../integrity/guard/within.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import { visible } from '../../text/visible.ts'
import { userFolders } from './folders.ts'
import { lockUpwards } from './lock-upwards.ts'
import { recordLoad } from './record.ts'

export interface StartupOptions {
  /** The lock; without it the `assay.lock` of the working folder or of one above it. */
  readonly lock?: string
  /** What is going to be loaded, files or folders: each must be locked. */
  readonly paths?: readonly string[]
  /** Public keys in PEM files, of which one must have signed the lock. */
  readonly lockKeys?: readonly string[]
  /** Hash every file again, whatever is remembered. */
  readonly paranoid?: boolean
  /** File that the load event is appended to, instead of the log of this machine; false for none. */
  readonly events?: string | false
  readonly signal?: AbortSignal
}

export interface VerifiedStartup {
  /** Everything that the lock lists, with the bytes that are there. */
  readonly artifacts: readonly LoadedArtifact[]
  /** Which version of which lock. */
  readonly lock: NonNullable<Guarded['lock']>
  /** Whether files were hashed now, or have not changed since they were. */
  readonly checked: Guarded['checked']
  /** What did not work and stopped nothing: the log could not be written. */
  readonly warnings: readonly string[]
}

/** Something is not what was locked, or not locked. Do not load it. */
export class StartupRefused extends Error {
  /** Each with its own code; texts in them come from file names and are untrusted. */
  readonly refusals: readonly Refusal[]

  constructor(refusals: readonly Refusal[]) {
    const [first, ...more] = refusals
    super(
      visible(
        `refused: ${first?.path}: ${first?.message} (${first?.code})${more.length > 0 ? ` and ${more.length} more` : ''}`,
      ),
    )
    this.name = 'StartupRefused'
    this.refusals = refusals
  }
}

/**
 * What `assay run` checks, from inside a program: everything under the roots of the lock is what was locked, and the
 * given paths are in it. Throws `StartupRefused`, and `UsageError` for a key that cannot be read.
 */
export async function verifyAtStartup(options: StartupOptions = {}): Promise<VerifiedStartup> {
  const env = { ...process.env }
  const cwd = process.cwd()
  const { paths = [], paranoid = false, lockKeys = [], events, signal } = options
  const file = options.lock === undefined ? lockUpwards(cwd) : resolve(cwd, options.lock)
  const shown = relative(cwd, file) || file
  const { home, cache, state } = userFolders(env)
  const guarded = await guard({
    lock: { file, shown },
    keys: lockKeys.map((key) => resolve(cwd, key)),
    paranoid,
    // A program knows what it loads; its environment and arguments are its own affair.
    words: [],
    looksAtEnvironment: false,
    cwd,
    env,
    home,
    variables: [],
    cache,
    state,
    ...(signal && { signal }),
  })
  const refusals = [...guarded.refusals, ...paths.flatMap((path) => notLocked(path, cwd, guarded))]
  const warnings = [...guarded.notes]
  if (events !== false) {
    const log = events === undefined ? join(state, 'loads.jsonl') : resolve(cwd, events)
    const outcome = { ...guarded, refusals, artifacts: refusals.length === 0 ? guarded.artifacts : [] }
    const problem = recordLoad(outcome, { events: log, command: process.argv }, { cwd, file: shown })
    if (problem !== undefined) warnings.push(problem)
  }
  if (refusals.length > 0 || !guarded.lock) throw new StartupRefused(refusals)
  return { artifacts: guarded.artifacts, lock: guarded.lock, checked: guarded.checked, warnings }
}

function notLocked(path: string, cwd: string, { covered }: Guarded): Refusal[] {
  // Why there is no lock was said.
  if (!covered) return []
  const advice = 'lock it: assay lock <path>'
  let real: string
  try {
    real = realpathSync(resolve(cwd, path))
  } catch {
    return [{ code: 'missing', path, message: 'is not there', advice }]
  }
  if (covered.files.has(real) || covered.roots.includes(real)) return []
  const isFolderOfFiles = covered.roots.some((root) => contains(root, real)) && holdsLocked(real, covered)
  return isFolderOfFiles
    ? []
    : [{ code: 'unlocked-argument', path, message: 'is going to be loaded and is not in the lock', advice }]
}

function holdsLocked(folder: string, { files }: NonNullable<Guarded['covered']>): boolean {
  for (const file of files) if (file !== folder && contains(folder, file)) return true
  return false
}
