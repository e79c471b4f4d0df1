import type { SignedFile } from './check-resources.ts'
import type { ModelTree } from './model-tree.ts'
import type { Resource } from './resource.ts'
import type { OmsStatement } from './statement.ts'

/**
 * The files that a statement is about, with their parts in order. For a single file only what is signed of that one,
 * under the name it has.
 */
export function signedFiles(
  { resources, name }: OmsStatement,
  tree: ModelTree,
  single: string | undefined,
): readonly SignedFile[] {
  const there = new Map(tree.files.map((file) => [file.path, file]))
  const byPath = new Map<string, Resource[]>()
  for (const resource of resources) {
    // A signed file is `.` in the reference implementation and its name in the specification.
    const path = resource.path === '.' ? (single ?? name) : resource.path
    if (path === '') continue
    const parts = byPath.get(path)
    if (parts) parts.push(resource)
    else byPath.set(path, [resource])
  }
  if (single !== undefined) {
    const only = byPath.get(single) ?? nested(byPath, single)
    return only ? [{ path: single, file: there.get(single), resources: inOrder(only) }] : []
  }
  return [...byPath].map(([path, parts]) => ({ path, file: there.get(path), resources: inOrder(parts) }))
}

/** A file of a signed folder that is verified alone: its name must be that of one file there only. */
function nested(byPath: ReadonlyMap<string, Resource[]>, name: string): Resource[] | undefined {
  const matches = [...byPath].filter(([path]) => path.endsWith(`/${name}`))
  return matches.length === 1 ? matches[0]![1] : undefined
}

function inOrder(parts: readonly Resource[]): readonly Resource[] {
  return parts.toSorted((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0))
}
