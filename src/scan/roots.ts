import { posix } from 'node:path'
import type { SourceTree } from '../sources/tree.ts'

export interface Root {
  /** As the user typed it. */
  readonly path: string
  readonly tree: SourceTree
}

/** One root keeps its own relative paths; several are told apart by the paths that the user typed. */
export function mountTree(roots: readonly Root[]): SourceTree {
  const [only] = roots
  if (roots.length === 1 && only) return only.tree
  const mounted = roots.map(({ path, tree }) => mount(tree, prefixOf(path, tree)))
  const seen = new Set<string>()
  return {
    // One file under two roots is read once.
    files: mounted.flatMap((t) => t.files).filter((f) => !seen.has(f.absolute) && seen.add(f.absolute)),
    escapes: mounted.flatMap((t) => t.escapes),
    excluded: mounted.flatMap((t) => t.excluded),
    gaps: mounted.flatMap((t) => t.gaps),
    repositories: mounted.flatMap((t) => t.repositories),
    downloads: mounted.flatMap((t) => t.downloads),
    manifests: mounted.flatMap((t) => t.manifests),
  }
}

/** Absolute arguments give their base name only: reports hold no absolute paths. */
function prefixOf(path: string, tree: SourceTree): string {
  const typed = posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '')
  const shown = posix.isAbsolute(typed) ? posix.basename(typed) : typed
  const [file] = tree.files
  const isFile = tree.files.length === 1 && file?.path === posix.basename(shown) && tree.excluded.length === 0
  const folder = isFile ? posix.dirname(shown) : shown
  return folder === '.' ? '' : `${folder}/`
}

function mount(tree: SourceTree, prefix: string): SourceTree {
  const at = (path: string): string => (path === '' ? prefix.slice(0, -1) : prefix + path)
  return {
    files: tree.files.map((f) => ({ ...f, path: at(f.path), aliases: f.aliases.map(at) })),
    escapes: tree.escapes.map((e) => ({ ...e, path: at(e.path) })),
    excluded: tree.excluded.map(at),
    gaps: tree.gaps.map((g) => ({ ...g, at: { ...g.at, path: at(g.at.path) } })),
    repositories: tree.repositories.map((r) => ({ ...r, folder: at(r.folder) })),
    downloads: tree.downloads.map((d) => ({ ...d, path: at(d.path), folder: at(d.folder) })),
    manifests: tree.manifests.map((m) => ({
      ...m,
      path: at(m.path),
      layers: m.layers.map((l) => ({ ...l, path: at(l.path) })),
    })),
  }
}
