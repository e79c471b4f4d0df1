import type { KeyObject } from 'node:crypto'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { homeOf } from '../../../config/home.ts'
import { LOCK_NAME } from '../../../integrity/lock/lock.ts'
import { lockPathOf, lockPathProblem, type LockPlaces } from '../../../integrity/lock/lock-path.ts'
import { machineRoots } from '../../../integrity/lock/machine-roots.ts'
import { readPrivateKey, readPublicKey } from '../../../integrity/trust/read-trust.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'
import type { Io } from '../../io.ts'
import type { LogFormat } from '../../log-line.ts'
import { shownPath } from '../../shown-path.ts'
import { readBounded } from '../open-document.ts'
import { stateFolder } from '../state-folder.ts'
import { listed } from '../trust-options.ts'
import { realOrSame } from './real-path.ts'

/** What `assay lock` was asked for. */
export interface LockSettings {
  /** Where the lock is. */
  readonly file: string
  /** How the user knows it. */
  readonly shown: string
  readonly places: LockPlaces
  readonly stateFolder: string
  readonly checks: boolean
  readonly trusts: boolean
  /** As a lock names them. */
  readonly accepted: readonly string[]
  readonly against: readonly string[]
  readonly signingKey: KeyObject | undefined
  readonly lockKeys: readonly KeyObject[]
  /** Earlier lock whose authorities must not be lost. */
  readonly base: string | undefined
  readonly format: 'table' | 'json'
  readonly logFormat: LogFormat
}

/** Throws `UsageError`. */
export function lockSettings({ options, io }: Pick<Invocation, 'options' | 'io'>): LockSettings {
  const typed = textOption(options['lock']) ?? LOCK_NAME
  const absolute = resolve(io.cwd, typed)
  // All paths are taken as they really are: what a link leads to has one name only.
  const folder = realOrSame(dirname(absolute))
  const roots = new Map(
    [...machineRoots(io.env, homeOf(io.env))].map(([name, path]) => [name, realOrSame(path)] as const),
  )
  const places = { folder, roots }
  const checks = options['check'] === true
  const key = textOption(options['key'])
  if (checks && key !== undefined) throw new UsageError('--key: --check writes nothing that could be signed')
  return {
    file: join(folder, basename(absolute)),
    shown: shownPath(typed, io.cwd),
    places,
    stateFolder: stateFolder(io),
    checks,
    trusts: options['trust'] === true,
    accepted: listed(options['accept']).map((path) => lockPath(path, places, io)),
    against: listed(options['against']),
    signingKey:
      key === undefined ? undefined : readPrivateKey(namedFile(key, io), io.env['ASSAY_KEY_PASSWORD']),
    lockKeys: listed(options['lockKey']).map((name) => readPublicKey(namedFile(name, io))),
    base: textOption(options['base']),
    format: options['format'] === 'json' ? 'json' : 'table',
    logFormat: options['logFormat'] === 'json' ? 'json' : 'text',
  }
}

/** How the lock names a path that the user typed. Throws `UsageError` if it cannot. */
export function lockPath(typed: string, places: LockPlaces, { cwd }: Pick<Io, 'cwd'>): string {
  const absolute = resolve(cwd, typed)
  const path = lockPathOf(join(realOrSame(dirname(absolute)), basename(absolute)), places)
  const problem = path === undefined ? undefined : lockPathProblem(path)
  if (path !== undefined && problem === undefined) return path
  const variable = `ASSAY_ROOT_${nameFor(absolute)}=${dirname(absolute)}`
  throw new UsageError(
    problem === undefined
      ? `${visible(typed)} lies outside of ${visible(relative(cwd, places.folder) || 'this folder')}, where the lock is: ` +
          `put the lock beside it with --lock, or name its place: ${visible(variable)}`
      : `${visible(typed)} cannot be locked: its path ${problem}`,
  )
}

function nameFor(absolute: string): string {
  const name = basename(dirname(absolute))
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
  return name.slice(0, 32) || 'MODELS'
}

function namedFile(name: string, io: Pick<Io, 'cwd'>): { readonly name: string; readonly data: Buffer } {
  try {
    return { name: visible(name), data: readBounded(resolve(io.cwd, name), 1024 * 1024) }
  } catch (error) {
    throw new UsageError(`${visible(name)} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

function textOption(value: Invocation['options'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined
}
