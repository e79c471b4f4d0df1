import { labelled, type Labelled } from '../algorithm.ts'
import { looksLikeFile } from '../file-name.ts'
import type { Gathering } from '../gathering.ts'
import type { Item } from './items.ts'
import { isText, textOf, type PageNode } from './node.ts'
import { settle } from './pairing.ts'

interface TableReading {
  readonly hint: Labelled
  readonly out: Gathering
  /** Items of what is in a cell. */
  readonly itemsOf: (cell: PageNode, label: Labelled) => Item[]
}

const MAX_COLUMNS = 200
/** From the surest on. */
const NAME_COLUMNS: readonly RegExp[] = [
  /^(?:file ?names?|files?|path|file path|asset|artifact|archive)$/i,
  /^(?:downloads?|links?|package|binary|weights?|checkpoint|model file|file ?name.*|names?|models?|.*\bfile ?name)$/i,
]
const DIGEST_COLUMN = /\b(?:checksums?|hash(?:es)?|digests?)\b/i
/** Columns with digits that are no digest of a file. */
const OTHER_COLUMN = /\b(?:commit|revision|image|fingerprint|key|xet)\b/i

interface Cell {
  readonly node: PageNode
  readonly text: string
  readonly items: readonly Item[]
}
type Row = readonly (Cell | undefined)[]

/** Reads a table: by its header where it has one, row by row where not. */
export function readTable(table: PageNode, { hint, out, itemsOf }: TableReading): Item[] {
  const { rows, headed } = gridOf(table, itemsOf, out)
  const [first] = rows
  if (!first) return []
  const isHeader =
    headed ||
    (!first.some((c) => c?.items.some((i) => i.is !== 'words')) &&
      first.some((c) => c && isHeaderText(c.text)))
  const header = isHeader ? first : []
  const left: Item[] = isHeader ? [] : [...rowItems(first, [])]
  for (const row of rows.slice(1)) for (const item of rowItems(row, header)) left.push(item)
  return settle(left, out, { tight: false })

  function rowItems(row: Row, head: Row): Item[] {
    const said = row.flatMap((cell, column) => (cell ? digestsOf(cell, head[column]?.text ?? '') : []))
    const name = nameOf(row, head)
    if (name) return settle([name, ...said], out, { tight: true })
    if (said.length > 0 && head.some((c) => c && looksLikeFile(c.text.trim()))) return byColumn(row, head)
    const names = row.flatMap((cell) => cell?.items.filter((i) => i.is === 'name') ?? [])
    return settle([...names, ...said], out, { tight: true })
  }

  /** A file each column: the names stand in the header. */
  function byColumn(row: Row, head: Row): Item[] {
    const label = labelled(row[0]?.text ?? '')
    return row.flatMap((cell, column) => {
      const name = head[column]?.text.trim() ?? ''
      const said = cell ? digestsOf(cell, row[0]?.text ?? '') : []
      if (said.length === 0 || !looksLikeFile(name)) return said
      const own = said.map((s) => (s.is === 'digest' && label && !s.label ? { ...s, hint: label } : s))
      return settle([{ is: 'name', name, line: cell!.node.line }, ...own], out, { tight: true })
    })
  }

  function digestsOf({ items }: Cell, head: string): Item[] {
    const label = labelled(head)
    if (label === 'unsupported' || (OTHER_COLUMN.test(head) && !label && !DIGEST_COLUMN.test(head))) return []
    return items
      .filter((i) => i.is === 'digest' || i.is === 'short')
      .map((i) => (i.is === 'digest' && !i.label ? { ...i, hint: label ?? i.hint ?? hint } : i))
  }
}

function nameOf(row: Row, head: Row): Item | undefined {
  for (const [rank, pattern] of NAME_COLUMNS.entries()) {
    const column = head.findIndex((c) => c !== undefined && pattern.test(c.text.trim()))
    const cell = row[column]
    if (!cell) continue
    const names = cell.items.filter((i) => i.is === 'name')
    const distinct = new Set(names.map((n) => n.name))
    const text = cell.text.trim()
    const [only] = names
    if (distinct.size === 1 && only) {
      // `my model.gguf` is one name, and not that of `model.gguf`.
      const isWhole = text.endsWith(only.name) && looksLikeFile(text) && !text.includes('\n')
      return isWhole ? { ...only, name: text } : only
    }
    // Under `File` it is a name even without an ending that tells so.
    if (
      distinct.size === 0 &&
      rank === 0 &&
      text !== '' &&
      text.length < 300 &&
      !text.includes('\n') &&
      !hasDigest([cell])
    )
      return { is: 'name', name: text, line: cell.node.line }
  }
  return undefined
}

function isHeaderText(text: string): boolean {
  const plain = text.trim()
  return (
    plain.length < 60 &&
    (labelled(plain) !== undefined || DIGEST_COLUMN.test(plain) || NAME_COLUMNS.some((p) => p.test(plain)))
  )
}

function hasDigest(row: Row): boolean {
  return row.some((c) => c?.items.some((i) => i.is === 'digest'))
}

/** Cells by their columns, those that reach over several rows or columns in each. */
function gridOf(
  table: PageNode,
  itemsOf: (cell: PageNode, label: Labelled) => Item[],
  out: Gathering,
): { readonly rows: readonly Row[]; readonly headed: boolean } {
  const rows: Row[] = []
  const reaching = new Map<number, { readonly cell: Cell; left: number }>()
  let headed = false
  for (const tr of rowNodes(table)) {
    out.checkpoint()
    const row: (Cell | undefined)[] = []
    const nodes = tr.children.filter((c): c is PageNode => !isText(c) && (c.tag === 'td' || c.tag === 'th'))
    if (rows.length === 0) headed = nodes.length > 0 && nodes.every((n) => n.tag === 'th')
    for (const node of nodes) {
      skipReached(row)
      const label = labelled(rows[0]?.[row.length]?.text ?? '') ?? labelled(row[0]?.text ?? '')
      const cell = { node, text: textOf(node).trim(), items: itemsOf(node, label) }
      const { columns = 1, rows: down = 1 } = node.spans ?? {}
      for (let i = 0; i < columns && row.length < MAX_COLUMNS; i++) {
        if (down > 1) reaching.set(row.length, { cell, left: down - 1 })
        // Its digests count once.
        row.push(i === 0 ? cell : undefined)
      }
    }
    skipReached(row)
    rows.push(row)
  }
  return { rows, headed }

  function skipReached(row: (Cell | undefined)[]): void {
    for (
      let above = reaching.get(row.length);
      above && row.length < MAX_COLUMNS;
      above = reaching.get(row.length)
    ) {
      if (above.left <= 1) reaching.delete(row.length)
      else above.left--
      row.push(above.cell)
    }
  }
}

function rowNodes(table: PageNode): PageNode[] {
  return table.children.flatMap((child) => {
    if (isText(child)) return []
    if (child.tag === 'tr') return [child]
    return /^(?:thead|tbody|tfoot)$/.test(child.tag) ? rowNodes(child) : []
  })
}
