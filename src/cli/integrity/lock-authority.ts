import { realpathSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { homeOf } from '../../config/home.ts'
import { findUpwards } from '../../config/find.ts'
import type { Listing, PublishedDigest } from '../../integrity/listing.ts'
import { placeOf } from '../../integrity/lock/lock-path.ts'
import { LOCK_NAME, type Lock, type LockedArtifact } from '../../integrity/lock/lock.ts'
import { machineRoots } from '../../integrity/lock/machine-roots.ts'
import { openLockMemory } from '../../integrity/lock/memory.ts'
import { openLock } from '../../integrity/lock/open.ts'
import { readLock } from '../../integrity/lock/read.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import type { Io } from '../io.ts'
import { authorityName } from './authority-name.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { isAddress, readBounded } from './open-document.ts'
import { stateFolder } from './state-folder.ts'
import { isStrangeLock } from './strange-lock.ts'

export interface LockAuthority {
  readonly listings: readonly Listing[]
  readonly refusals: readonly Refusal[]
}

/**
 * The assay.lock that is found upwards. One that only what is verified brings along came with the bytes: its word is
 * not believed, its digests are compared.
 */
export function foundLock(path: string, examined: ExaminedTree, io: Io): LockAuthority {
  const { found, passedOver } = findUpwards(LOCK_NAME, [path], io.cwd)
  const isStrange = found !== undefined && isStrangeLock(found, io)
  const strangers = isStrange ? [...passedOver, found.file] : passedOver
  const brought = strangers.flatMap((file) => broughtLock(file, examined, io))
  const own =
    found && !isStrange
      ? namedLock(found.file, relative(io.cwd, found.file) || LOCK_NAME, examined, io)
      : undefined
  return { listings: [...brought, ...(own?.listings ?? [])], refusals: own?.refusals ?? [] }
}

/** A lock that is in force on this machine. */
export function namedLock(file: string, shown: string, examined: ExaminedTree, io: Io): LockAuthority {
  const memory = openLockMemory(stateFolder(io))
  const opened = openLock({ file, shown, keys: [], memory })
  for (const note of memory.notes) io.say(`warning: ${note}`)
  if (opened.outcome === 'refused') return { listings: [], refusals: opened.refusals }
  return {
    listings: [lockListing(opened.lock, { file, shown, isBrought: false }, examined, io)],
    refusals: [],
  }
}

/** A lock as bytes: named from inside what is verified, or fetched. */
export function lockOfBytes(
  bytes: Uint8Array,
  {
    source,
    typed,
    isBrought,
  }: { readonly source: string; readonly typed: string; readonly isBrought: boolean },
  examined: ExaminedTree,
  io: Io,
): LockAuthority {
  const reading = readLock(bytes, source)
  if (reading.outcome === 'refused') return { listings: [], refusals: [reading.refusal] }
  const file = isAddress(typed) ? join(examined.folder, LOCK_NAME) : resolve(io.cwd, typed)
  return {
    listings: [lockListing(reading.lock, { file, shown: source, isBrought }, examined, io)],
    refusals: [],
  }
}

function broughtLock(file: string, examined: ExaminedTree, io: Io): Listing[] {
  try {
    const shown = relative(examined.folder, realpathSync(file)) || LOCK_NAME
    const reading = readLock(readBounded(file), shown)
    if (reading.outcome === 'refused') return []
    return [lockListing(reading.lock, { file, shown, isBrought: true }, examined, io)]
  } catch {
    // It is no authority that anybody asked for.
    return []
  }
}

interface LockFile {
  readonly file: string
  readonly shown: string
  readonly isBrought: boolean
}

/** Entries of files that are verified, under the paths that they have there. */
function lockListing(
  lock: Lock,
  { file, shown, isBrought }: LockFile,
  examined: ExaminedTree,
  io: Io,
): Listing {
  const places = { folder: realpathSync(dirname(file)), roots: machineRoots(io.env, homeOf(io.env)) }
  const paths = pathsByPlace(examined)
  const digests = lock.artifacts.flatMap((artifact): PublishedDigest[] => {
    const place = placeOf(artifact.path, places)
    const path = place === undefined ? undefined : paths.get(place)
    return path === undefined ? [] : [published(path, artifact, isBrought)]
  })
  return { kind: 'assay-lock', source: shown, digests, cameWithBytes: isBrought, gaps: [] }
}

function published(name: string, artifact: LockedArtifact, isBrought: boolean): PublishedDigest {
  const { sha256, size, verdict, authority } = artifact
  return {
    name,
    algorithm: 'sha256',
    hex: sha256.slice('sha256:'.length),
    size,
    ...(!isBrought && verdict === 'verified' && authority && { verifiedBy: authorityName(authority) }),
  }
}

/** Files by where they lie, as links and as what links lead to. */
function pathsByPlace({ files, folder }: ExaminedTree): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const { path, aliases, absolute } of files) {
    paths.set(absolute, path)
    for (const name of [path, ...aliases]) paths.set(join(folder, name), path)
  }
  return paths
}
