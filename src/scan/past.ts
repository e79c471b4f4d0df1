import { lstatSync, readFileSync } from 'node:fs'
import type { Past } from '../inventory/dates.ts'
import { MiB } from '../model/context.ts'
import { outermostPath } from '../model/location.ts'
import type { FileHistory } from '../sources/git/history.ts'
import type { GitRepository } from '../sources/git/repository.ts'
import type { SourceTree } from '../sources/tree.ts'
import { instantOfNumber } from '../text/instant.ts'

/** Files whose past contents are compared. Configurations and code are far smaller. */
const MAX_FILE = 8 * MiB

/** The past of a tree that lies in a repository, or in none. */
export function pastOf(tree: SourceTree, repository: GitRepository | undefined): Past {
  const files = new Map(tree.files.map((f) => [f.path, f]))
  const histories = new Map<string, FileHistory | undefined>()
  /** Undefined when the working copy is ahead of what is committed. */
  const committed = (path: string): FileHistory | undefined => {
    if (!histories.has(path)) histories.set(path, load(path))
    return histories.get(path)
  }
  const load = (path: string): FileHistory | undefined => {
    const file = files.get(path)
    if (!repository || !file || file.size > MAX_FILE) return undefined
    const history = repository.history(path)
    const newest = history.versions[0]?.read()
    return newest && sameBytes(newest, file.absolute) ? history : undefined
  }
  return {
    modifiedAt(path) {
      const file = files.get(outermostPath(path))
      return file && instantOfNumber(file.modified)
    },
    lastChange: (path) => committed(outermostPath(path))?.versions[0],
    since(path, text) {
      const history = committed(outermostPath(path))
      if (!history) return undefined
      const absent = history.versions.findIndex((v) => v.read()?.includes(text) !== true)
      if (absent < 0) return history.complete ? history.versions.at(-1) : undefined
      return history.versions[absent - 1]
    },
  }
}

function sameBytes(data: Buffer, absolute: string): boolean {
  try {
    return lstatSync(absolute).size === data.length && readFileSync(absolute).equals(data)
  } catch {
    return false
  }
}
