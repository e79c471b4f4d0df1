import { lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs'
import { join, posix } from 'node:path'
import type { Gap } from '../../model/finding.ts'
import { linkTarget } from './layout.ts'

/** What lies in an environment, by path relative to its root. Links are never followed. */
export interface Listing {
  readonly root: string
  readonly files: ReadonlySet<string>
  /** Link to its target as written. */
  readonly links: ReadonlyMap<string, string>
  readonly gaps: readonly Gap[]
}

/** Far more than any environment has; each costs memory. */
const MAX_ENTRIES = 2_000_000
const MAX_DEPTH = 64

/** Lists folders of the environment, each with all that is below it unless `shallow`. */
export function listEnvironmentFolders(
  root: string,
  folders: readonly string[],
  checkpoint: () => void,
  shallow: ReadonlySet<string> = new Set(),
): Listing {
  const files = new Set<string>()
  const links = new Map<string, string>()
  const gaps: Gap[] = []
  let entries = 0
  const visit = (folder: string, depth: number): void => {
    checkpoint()
    for (const entry of read(root, folder, gaps)) {
      if (++entries > MAX_ENTRIES) return
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isSymbolicLink()) links.set(path, linkTarget(join(root, path)) ?? '')
      else if (entry.isFile()) files.add(path)
      else if (!entry.isDirectory())
        gaps.push({ at: { path }, reason: 'unsupported', detail: 'is a device, socket or pipe' })
      else if (depth >= MAX_DEPTH)
        gaps.push({ at: { path }, reason: 'limit', detail: `lies deeper than ${MAX_DEPTH} folders` })
      else if (!shallow.has(folder)) visit(path, depth + 1)
    }
  }
  for (const folder of folders) visit(folder, 0)
  if (entries > MAX_ENTRIES)
    gaps.push({
      at: { path: '.' },
      reason: 'limit',
      detail: `an environment of more than ${MAX_ENTRIES} files`,
    })
  return { root, files, links, gaps }
}

function read(root: string, folder: string, gaps: Gap[]): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    gaps.push({ at: { path: folder || '.' }, reason: 'denied', detail: `cannot be listed (${code})` })
    return []
  }
}

/**
 * The listing with recorded files that lie outside of the listed folders: commands, manual pages, shared data.
 * They are looked up one by one, because the folders around them may be those of a whole system.
 */
export function withRecorded(listing: Listing, places: Iterable<string>, checkpoint: () => void): Listing {
  const files = new Set(listing.files)
  const links = new Map(listing.links)
  const folders = new Map<string, boolean>()
  const isPlainFolder = (folder: string): boolean => {
    if (folder === '.') return true
    const known = folders.get(folder)
    if (known !== undefined) return known
    const plain = isPlainFolder(posix.dirname(folder)) && statOf(listing.root, folder)?.isDirectory() === true
    if (!plain && isPlainFolder(posix.dirname(folder)) && statOf(listing.root, folder)?.isSymbolicLink())
      links.set(folder, linkTarget(join(listing.root, folder)) ?? '')
    folders.set(folder, plain)
    return plain
  }
  for (const place of places) {
    if (files.has(place) || linkAbove(listing, place) !== undefined) continue
    checkpoint()
    if (!isPlainFolder(posix.dirname(place))) continue
    const stat = statOf(listing.root, place)
    if (stat?.isFile()) files.add(place)
    else if (stat?.isSymbolicLink()) links.set(place, linkTarget(join(listing.root, place)) ?? '')
  }
  return { ...listing, files, links }
}

/** The link that stands at a path or at a folder above it. */
export function linkAbove({ links }: Listing, path: string): string | undefined {
  if (links.size === 0) return undefined
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const part = path.slice(0, end)
    if (links.has(part)) return part
  }
  return undefined
}

export function statOf(root: string, path: string): Stats | undefined {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false })
  } catch {
    // A name that is too long, a file where a folder should be: nothing is there.
    return undefined
  }
}
