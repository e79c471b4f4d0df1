import type { GitObject, ObjectStore } from './objects.ts'

export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  /** ISO 8601 UTC to the second, of the committer. */
  readonly date: string
}

export function parseCommit(object: GitObject | undefined): Commit | undefined {
  if (object?.type !== 'commit') return undefined
  const text = object.data.toString('latin1', 0, 64 * 1024)
  const header = text.slice(0, Math.max(0, text.indexOf('\n\n')))
  const tree = /^tree ([0-9a-f]{40,64})$/m.exec(header)?.[1]
  const seconds = /^committer .*> (\d{1,11}) [+-]\d{4}$/m.exec(header)?.[1]
  if (tree === undefined || seconds === undefined) return undefined
  const parents = [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map((m) => m[1]!)
  return { tree, parents, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') }
}

/** Looks paths up in trees. Every tree is read once, whatever the number of commits that share it. */
export interface Trees {
  /** Id of the file at the path, undefined when there is none. */
  find(tree: string, segments: readonly string[]): string | undefined
  /** Every file below a tree, by path. Bounded. */
  files(tree: string): Iterable<readonly [path: string, id: string]>
}

const MAX_TREES = 20_000
const MAX_FILES = 200_000
const MAX_DEPTH = 100
const FOLDER_MODE = '40000'

export function createTrees(store: ObjectStore): Trees {
  const known = new Map<string, ReadonlyMap<string, TreeEntry>>()
  const entriesOf = (id: string): ReadonlyMap<string, TreeEntry> => {
    const cached = known.get(id)
    if (cached) return cached
    const object = store.read(id)
    const entries =
      object?.type === 'tree' ? parseTree(object.data, id.length / 2) : new Map<string, TreeEntry>()
    if (known.size < MAX_TREES) known.set(id, entries)
    return entries
  }
  return {
    find(tree, segments) {
      let id: string | undefined = tree
      for (const segment of segments) {
        if (id === undefined) return undefined
        id = entriesOf(id).get(segment)?.id
      }
      return id
    },
    *files(tree) {
      const pending = [{ prefix: '', id: tree, depth: 0 }]
      for (let listed = 0; pending.length > 0;) {
        const { prefix, id, depth } = pending.pop()!
        for (const [name, entry] of entriesOf(id)) {
          if (++listed > MAX_FILES) return
          if (entry.mode !== FOLDER_MODE) yield [prefix + name, entry.id]
          else if (depth < MAX_DEPTH)
            pending.push({ prefix: `${prefix}${name}/`, id: entry.id, depth: depth + 1 })
        }
      }
    },
  }
}

interface TreeEntry {
  readonly mode: string
  readonly id: string
}

/** `<mode> <name>\0<id>`, one after the other. */
function parseTree(data: Buffer, idBytes: number): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at)
    const end = data.indexOf(0, space)
    if (space < 0 || end < 0) break
    entries.set(data.toString('utf8', space + 1, end), {
      mode: data.toString('latin1', at, space),
      id: data.toString('hex', end + 1, end + 1 + idBytes),
    })
    at = end + 1 + idBytes
  }
  return entries
}
