import type { Language, TreeCursor } from 'web-tree-sitter'
import { overLimit } from '../model/read-error.ts'

/** A named node of a grammar, copied out of WASM memory. Offsets count UTF-16 units. */
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

const MAX_NODES = 800_000
const NO_CHILDREN: Growing[] = []

/** Crossing into WASM is what costs: the names of nodes and fields are looked up on this side. */
export interface Grammar {
  readonly types: readonly (string | undefined)[]
  readonly opaque: readonly boolean[]
  readonly fields: readonly (string | undefined)[]
  /** Whether nothing below this node is of interest, going by its text. */
  readonly isLeaf: (type: string, text: string, start: number) => boolean
}

/** Nodes of `opaque` types are leaves: what is below them is read from the text. */
export function grammarOf(
  language: Language,
  opaqueTypes: ReadonlySet<string>,
  isLeaf: Grammar['isLeaf'] = () => false,
): Grammar {
  const types: (string | undefined)[] = []
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const type = language.nodeTypeIsNamed(id) ? (language.nodeTypeForId(id) ?? undefined) : undefined
    types.push(type === 'comment' ? undefined : type)
  }
  const fields: (string | undefined)[] = []
  for (let id = 0; id <= language.fieldCount; id++) fields.push(language.fieldNameForId(id) ?? undefined)
  return { types, fields, opaque: types.map((t) => t !== undefined && opaqueTypes.has(t)), isLeaf }
}

/** Walks iteratively: the nesting of the source is not the nesting of this stack. */
export function toSyntax(cursor: TreeCursor, grammar: Grammar, text: string): SyntaxNode {
  const { types, fields, opaque, isLeaf } = grammar
  let nodes = 0
  try {
    const root: Growing = { type: 'module', field: undefined, start: 0, end: text.length, children: [] }
    const parents: Growing[] = [root]
    let parent = root
    let more = cursor.gotoFirstChild()
    for (;;) {
      while (more) {
        const id = cursor.nodeTypeId
        // Nodes of broken source have an id of their own, beyond the table.
        const type = id < types.length ? types[id] : 'ERROR'
        if (type === undefined) {
          more = cursor.gotoNextSibling()
          continue
        }
        if (++nodes > MAX_NODES) throw overLimit(`more than ${MAX_NODES} syntax nodes in one source`)
        const start = cursor.startIndex
        const leaf = (id < types.length && opaque[id]!) || isLeaf(type, text, start)
        const node: Growing = {
          type,
          field: fields[cursor.currentFieldId],
          start,
          end: cursor.endIndex,
          children: leaf ? NO_CHILDREN : [],
        }
        parent.children.push(node)
        if (!leaf && cursor.gotoFirstChild()) {
          parents.push(node)
          parent = node
        } else more = cursor.gotoNextSibling()
      }
      parents.pop()
      const above = parents.at(-1)
      if (!above) return root
      parent = above
      cursor.gotoParent()
      more = cursor.gotoNextSibling()
    }
  } finally {
    cursor.delete()
  }
}

export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const c of node.children) if (c.field === field) return c
  return undefined
}
