import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { byCodePoints } from './resource.ts'

export interface TreeFile {
  /** Relative to the model, `/`-separated. */
  readonly path: string
  readonly absolute: string
  /** Bytes. */
  readonly size: number
  /** Where it really is, if it is a symbolic link. */
  readonly link?: { readonly target: string; readonly escapes: boolean }
}

export interface ModelTree {
  /** Regular files and links to such, by code points. */
  readonly files: readonly TreeFile[]
  /** Of the folders that were not to be looked into, those that are there. */
  readonly skipped: readonly string[]
  /** Links to folders or to nothing, pipes, sockets, devices, folders that cannot be read. */
  readonly others: readonly { readonly path: string; readonly what: string; readonly escapes: boolean }[]
}

const MAX_ENTRIES = 1_000_000
const MAX_DEPTH = 64

/** What lies in the folder of a model. Links to folders are not followed. `skip` names folders at its top. */
export function modelTree(root: string, skip: readonly string[] = []): ModelTree {
  const skipped: string[] = []
  const files: TreeFile[] = []
  const others: { path: string; what: string; escapes: boolean }[] = []
  const home = linkHome(realpathSync(root))
  visit('', 0)
  files.sort((a, b) => byCodePoints(a.path, b.path))
  others.sort((a, b) => byCodePoints(a.path, b.path))
  return { files, skipped: skipped.toSorted(byCodePoints), others }

  function visit(folder: string, depth: number): void {
    const other = (path: string, what: string, escapes = false): void => {
      others.push({ path, what, escapes })
    }
    if (depth > MAX_DEPTH) return other(folder, 'a folder too deep to look into')
    let names: string[]
    try {
      names = readdirSync(join(root, folder))
    } catch {
      return other(folder === '' ? '.' : folder, 'a folder that cannot be read')
    }
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`
      if (files.length + others.length >= MAX_ENTRIES) return other(path, 'more than is looked at')
      const absolute = join(root, path)
      const stat = lstatSync(absolute, { throwIfNoEntry: false })
      if (!stat) continue
      if (stat.isDirectory() && depth === 0 && skip.includes(name)) skipped.push(name)
      else if (stat.isDirectory()) visit(path, depth + 1)
      else if (stat.isFile()) files.push({ path, absolute, size: stat.size })
      else if (stat.isSymbolicLink()) followed(path, absolute, other)
      else other(path, 'neither file nor folder')
    }
  }

  function followed(
    path: string,
    absolute: string,
    other: (path: string, what: string, escapes?: boolean) => void,
  ): void {
    try {
      const target = realpathSync(absolute)
      const escapes = !isBelow(target, home)
      const stat = statSync(target)
      if (stat.isFile()) files.push({ path, absolute, size: stat.size, link: { target, escapes } })
      else other(path, 'a link to a folder', escapes)
    } catch {
      other(path, 'a link to nothing')
    }
  }
}

/**
 * The folder that links may lead to: the model, or, in the cache of a hub where `snapshots/<commit>` links to blobs
 * beside it, the cache.
 */
function linkHome(real: string): string {
  const inCache = /\/(?:models|datasets|spaces)--[^/]+\/snapshots\/[^/]+$/.test(real)
  return inCache ? dirname(dirname(dirname(real))) : real
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
