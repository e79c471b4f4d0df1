import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

export interface Found {
  readonly file: string
  /** It lies in what is scanned, so its author may be the one who is judged. */
  readonly isInside: boolean
}

export interface Search {
  readonly found?: Found
  /** Files that were passed over because they lie in what is scanned and not around the working folder. */
  readonly passedOver: readonly string[]
}

/**
 * Looks for a file upwards from what is scanned. What is scanned may be hostile and must not bring the
 * policy it is judged by: a file inside a target counts only if it lies in or above the working folder.
 */
export function findUpwards(name: string, targets: readonly string[], cwd: string): Search {
  const folders = targets.map((target) => targetFolder(resolve(cwd, target)))
  const passedOver: string[] = []
  for (let folder = commonAncestor(folders.length > 0 ? folders : [cwd]); ; folder = dirname(folder)) {
    const file = join(folder, name)
    if (existsSync(file)) {
      const isInside = folders.some((target) => contains(target, folder))
      if (!isInside || contains(folder, cwd)) return { found: { file, isInside }, passedOver }
      passedOver.push(file)
    }
    if (dirname(folder) === folder) return { passedOver }
  }
}

function targetFolder(target: string): string {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ? target : dirname(target)
}

function contains(folder: string, inner: string): boolean {
  const path = relative(folder, inner)
  return path !== '..' && !path.startsWith(`..${sep}`)
}

function commonAncestor(folders: readonly string[]): string {
  let ancestor = folders[0]!
  while (!folders.every((folder) => contains(ancestor, folder))) ancestor = dirname(ancestor)
  return ancestor
}
