import type { TreeCursor } from 'web-tree-sitter'
import { overLimit } from '../../model/read-error.ts'

/** A named node of the grammar, copied out of WASM memory. Offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string
  /** The name under which the parent holds it. */
  readonly field: string | undefined
  readonly start: number
  readonly end: number
  readonly children: readonly SyntaxNode[]
}

interface Growing extends SyntaxNode {
  readonly children: Growing[]
}

const MAX_NODES = 1_500_000
/** Leaves for this review: what is below them is read from the text. */
const OPAQUE = new Set([
  'comment',
  'string_content',
  'string_start',
  'string_end',
  'dotted_name',
  'relative_import',
])

/** Walks iteratively: the nesting of the source is not the nesting of this stack. */
export function toSyntax(cursor: TreeCursor): SyntaxNode {
  let nodes = 0
  const node = (): Growing => {
    if (++nodes > MAX_NODES) throw overLimit(`more than ${MAX_NODES} syntax nodes in one source`)
    return {
      type: cursor.nodeType,
      field: cursor.currentFieldName ?? undefined,
      start: cursor.startIndex,
      end: cursor.endIndex,
      children: [],
    }
  }
  try {
    const root = node()
    const parents: Growing[] = [root]
    let down = cursor.gotoFirstChild()
    while (parents.length > 0) {
      if (!down) {
        cursor.gotoParent()
        parents.pop()
        down = parents.length > 0 && cursor.gotoNextSibling()
        continue
      }
      if (!cursor.nodeIsNamed) {
        down = cursor.gotoNextSibling()
        continue
      }
      const here = node()
      if (here.type !== 'comment') parents.at(-1)!.children.push(here)
      if (!OPAQUE.has(here.type) && cursor.gotoFirstChild()) {
        parents.push(here)
        continue
      }
      down = cursor.gotoNextSibling()
    }
    return root
  } finally {
    cursor.delete()
  }
}

export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const c of node.children) if (c.field === field) return c
  return undefined
}
