import {
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Gap } from '../model/finding.ts'
import { isInside } from './confinement.ts'
import { environmentKind, isOwnFolder, listEnvironment, type Environments } from './environment.ts'
import { linkHop } from './link-hop.ts'
import type { SourceFile } from './source-file.ts'
import type { EscapingLink } from './tree.ts'

export interface Walked {
  readonly files: SourceFile[]
  readonly escapes: EscapingLink[]
  readonly excluded: string[]
  readonly gaps: Gap[]
}

export interface WalkOptions {
  /** Real path of the folder. */
  readonly root: string
  /** Real paths of folders that links may lead into besides the root. */
  readonly allowed: readonly string[]
  /** Left out unless it says otherwise. */
  readonly environments?: Environments
}

const EXCLUDED = new Set(['.git', '.hg', '.svn', 'node_modules'])

/**
 * Lists the regular files of a folder. Links are resolved once: a file reached by several names is listed
 * under the first of them that is no blob of a content-addressed store, the others are aliases.
 */
export function walkFolder({ root, allowed, environments = 'leave-out' }: WalkOptions): Walked {
  const result: Walked = { files: [], escapes: [], excluded: [], gaps: [] }
  const names = new Map<string, string[]>()
  const hops = new Map<string, string>()
  const visit = (folder: string, prefix: string, isOthers: (name: string) => boolean = () => false): void => {
    for (const entry of list(folder, prefix, result)) {
      if (isOthers(entry.name)) continue
      const path = prefix + entry.name
      const absolute = join(folder, entry.name)
      if (entry.isSymbolicLink()) visitLink(absolute, path)
      else if (entry.isDirectory()) {
        if (isLeftOut(absolute, entry.name)) leaveOut(absolute, entry.name, path)
        else visit(absolute, `${path}/`)
      } else if (entry.isFile()) name(absolute, path)
      else result.gaps.push({ at: { path }, reason: 'unsupported', detail: 'is a device, socket or pipe' })
    }
  }
  const isLeftOut = (absolute: string, called: string): boolean =>
    EXCLUDED.has(called) ||
    (environments === 'metadata'
      ? environmentKind(absolute, called) !== undefined
      : isVirtualEnvironment(absolute))
  const leaveOut = (absolute: string, called: string, path: string): void => {
    result.excluded.push(path)
    const kind = environments === 'metadata' ? environmentKind(absolute, called) : undefined
    if (kind) listEnvironment(kind, absolute, `${path}/`, visitor)
  }
  const name = (real: string, path: string): void => {
    const known = names.get(real)
    if (known) known.push(path)
    else names.set(real, [path])
  }
  const visitLink = (absolute: string, path: string): void => {
    let target: string
    let real: string
    let stat: Stats
    try {
      target = readlinkSync(absolute)
      real = realpathSync(absolute)
      stat = statSync(real)
    } catch {
      const detail = 'is a symbolic link that leads nowhere, or where it may not be followed'
      result.gaps.push({ at: { path }, reason: 'malformed', detail })
      return
    }
    if (!isInside(real, root) && !allowed.some((folder) => isInside(real, folder))) {
      result.escapes.push({ path, target })
      return
    }
    // A linked folder inside the root is walked where it really is; one in an allowed store holds blobs only.
    if (!stat.isFile()) return
    name(real, path)
    const hop = linkHop(absolute)
    if (hop !== undefined) hops.set(real, hop)
  }
  const visitor = {
    list: (folder: string, prefix: string) => list(folder, prefix, result),
    file: name,
    link: visitLink,
    gap: (gap: Gap) => void result.gaps.push(gap),
  }
  const own = environments === 'metadata' ? environmentKind(root, basename(root)) : undefined
  if (own) listEnvironment(own, root, '', visitor)
  // A project may lie in the folder of its virtual environment.
  if (own === 'virtual-environment') visit(root, '', isOwnFolder)
  else if (!own) visit(root, '')
  for (const [absolute, paths] of names) {
    const [path, ...aliases] = paths.toSorted(byPreference) as [string, ...string[]]
    const stat = statOf(absolute)
    if (stat === undefined)
      result.gaps.push({
        at: { path },
        reason: 'denied',
        detail: 'disappeared during the scan, or may not be looked at',
      })
    else {
      const via = hops.get(absolute)
      result.files.push({ path, absolute, ...stat, aliases, ...(via !== undefined && { via }) })
    }
  }
  result.files.sort((a, b) => (a.path < b.path ? -1 : 1))
  return result
}

function list(folder: string, prefix: string, result: Walked): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    result.gaps.push({ at: { path: prefix || '.' }, reason: 'denied', detail: `cannot be listed (${code})` })
    return []
  }
}

function isVirtualEnvironment(folder: string): boolean {
  try {
    return lstatSync(join(folder, 'pyvenv.cfg')).isFile()
  } catch {
    // None there, or a folder that may not be entered: listing it says so.
    return false
  }
}

function statOf(absolute: string): Pick<SourceFile, 'size' | 'modified'> | undefined {
  try {
    const { size, mtimeMs } = statSync(absolute)
    return { size, modified: Math.trunc(mtimeMs) }
  } catch {
    return undefined
  }
}

/** People know a file by its name in a snapshot, not by its blob. */
function byPreference(a: string, b: string): number {
  const blobs = Number(isBlobPath(a)) - Number(isBlobPath(b))
  return blobs === 0 ? (a < b ? -1 : 1) : blobs
}

function isBlobPath(path: string): boolean {
  return /(?:^|\/)blobs\//.test(path)
}
