import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Lock } from '../lock/lock.ts'
import type { LoadedArtifact } from './events/load-event.ts'
import { firstChanged, type Watched } from './watched.ts'

const SCHEMA = 'assay/guard-stamp/1'

/** What was found right, and all that this rests on: as long as none of it changes, it is right still. */
export interface Stamp {
  /** Absolute path of the lock. */
  readonly file: string
  /** Absolute paths of the keys of which one must have signed the lock. */
  readonly keys: readonly string[]
  /** Where the folders lie that the roots of the lock start with, by variable. */
  readonly places: readonly (readonly [variable: string, folder: string])[]
  readonly watched: readonly Watched[]
  /** SHA-256 of the bytes of the lock, in hex. */
  readonly content: string
  readonly lock: Pick<Lock, 'id' | 'generation' | 'digest'>
  readonly artifacts: readonly LoadedArtifact[]
  /** Real paths of the roots and of the locked files. */
  readonly roots: readonly string[]
  readonly files: readonly string[]
}

type Wanted = Pick<Stamp, 'file' | 'keys'> & { readonly places: ReadonlyMap<string, string> }

/** The stamp of a lock, if nothing has changed since it was made. */
export function validStamp(folder: string, { file, keys, places }: Wanted): Stamp | undefined {
  const stamp = readStamp(stampPath(folder, file))
  if (
    !stamp ||
    stamp.file !== file ||
    stamp.keys.join('\0') !== keys.join('\0') ||
    stamp.places.some(([variable, path]) => places.get(variable) !== path)
  )
    return undefined
  return firstChanged(stamp.watched) === undefined ? stamp : undefined
}

export function writeStamp(folder: string, stamp: Stamp): void {
  const path = stampPath(folder, stamp.file)
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify({ schema: SCHEMA, ...stamp }), { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } catch {
    // A read-only home only costs hashing again.
    rmSync(draft, { force: true })
  }
}

/** What somebody else can write could vouch for bytes that nobody hashed: it does not count. */
function readStamp(path: string): Stamp | undefined {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    if (!isOwn(fstatSync(fd)) || !isOwn(statSync(dirname(path)))) return undefined
    const { schema, ...stamp } = JSON.parse(readFileSync(fd, 'utf8')) as Stamp & { readonly schema: string }
    return schema === SCHEMA ? stamp : undefined
  } catch {
    return undefined
  } finally {
    closeSync(fd)
  }
}

function isOwn({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return uid === (process.getuid?.() ?? uid) && (mode & 0o022) === 0
}

/** Named by the path of the lock. Two of one name only make each other hash again: the stamp says whose it is. */
function stampPath(folder: string, file: string): string {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < file.length; i++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(file.charCodeAt(i))) * 0x100000001b3n)
  return join(folder, 'guard', hash.toString(16).padStart(16, '0'))
}
