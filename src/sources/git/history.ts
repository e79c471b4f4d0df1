import { createTrees, parseCommit, type Commit } from './commit.ts'
import type { ObjectStore } from './objects.ts'

/** One content that a file had, and the commit that gave it to it. */
interface FileVersion {
  readonly commit: string
  /** ISO 8601 UTC, when it was committed. */
  readonly date: string
  read(): Buffer | undefined
}

export interface FileHistory {
  /** Newest first. */
  readonly versions: readonly FileVersion[]
  /** False when it goes back further than could be seen: a shallow clone, a bound, a broken object. */
  readonly complete: boolean
}

const MAX_COMMITS = 10_000
const MAX_VERSIONS = 300

/**
 * The contents of one file along its history. At a merge it follows a parent that has the same content, as
 * `git log -- FILE` does, else the first one: a line, not a graph.
 */
export function fileHistory(
  store: ObjectStore,
  head: string,
  shallow: ReadonlySet<string>,
): (path: string) => FileHistory {
  const commits = new Map<string, Commit | undefined>()
  const trees = createTrees(store)
  const commitOf = (id: string): Commit | undefined => {
    if (!commits.has(id)) commits.set(id, parseCommit(store.read(id)))
    return commits.get(id)
  }
  return (path) => {
    const segments = path.split('/')
    const blobIn = (commit: Commit): string | undefined => trees.find(commit.tree, segments)
    const versions: FileVersion[] = []
    let id = head
    for (let walked = 0; walked < MAX_COMMITS && versions.length < MAX_VERSIONS; walked++) {
      const commit = commitOf(id)
      if (!commit) return { versions, complete: false }
      const blob = blobIn(commit)
      if (blob === undefined) return { versions, complete: true }
      const parents = commit.parents.map((parent) => ({ id: parent, commit: commitOf(parent) }))
      const cut = shallow.has(id) || parents.some((p) => p.commit === undefined)
      if (cut) return { versions, complete: false }
      const same = parents.find((p) => p.commit && blobIn(p.commit) === blob)
      if (!same) {
        versions.push({ commit: id, date: commit.date, read: () => store.read(blob)?.data })
        const [first] = parents
        if (!first) return { versions, complete: true }
        id = first.id
      } else id = same.id
    }
    return { versions, complete: false }
  }
}
