import { posix } from 'node:path'
import type { Artifact } from '../model/component.ts'
import { outermostPath } from '../model/location.ts'

/** The files of the tree by path, and what paths in files and programs lead to. */
export interface FilePaths {
  isFile(path: string): boolean
  /** The file itself, or every file in the folder. Sorted. */
  at(path: string): readonly string[]
  /**
   * What a path means that a file speaks of. Programs are started in the root more often than in their own folder:
   * that is where a path leads first; through links, to the file behind them.
   */
  meant(path: string, from: string): string
}

export function filePaths(artifacts: readonly Artifact[], aliases: ReadonlyMap<string, string>): FilePaths {
  const paths = artifacts
    .map((a) => a.path)
    .filter((path) => !path.includes('!'))
    .toSorted()
  const files = new Set(paths)
  const folders = foldersOf(paths)
  const exists = (path: string): boolean => files.has(path) || aliases.has(path) || folders.has(path)
  return {
    isFile: (path) => files.has(path),
    at(path) {
      if (files.has(path)) return [path]
      return path === '.' ? paths : paths.filter((file) => file.startsWith(`${path}/`))
    },
    meant(path, from) {
      const normal = posix.normalize(path).replace(/\/$/, '') || '.'
      const beside = posix.join(posix.dirname(outermostPath(from)), normal)
      const chosen = !exists(normal) && exists(beside) ? beside : normal
      return aliases.get(chosen) ?? chosen
    },
  }
}

/** Every folder that holds something, however deep. */
function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    let folder = posix.dirname(path)
    while (folder !== '.' && !folders.has(folder)) {
      folders.add(folder)
      folder = posix.dirname(folder)
    }
  }
  return folders
}
