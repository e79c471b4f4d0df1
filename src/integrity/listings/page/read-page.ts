import { parseJson } from '../../../bytes/json.ts'
import { ReadError } from '../../../model/read-error.ts'
import { labelled, type Labelled } from '../algorithm.ts'
import type { Gathering } from '../gathering.ts'
import { readJson } from '../json/read-json.ts'
import { linesOf, readLines } from '../sums.ts'
import type { Item } from './items.ts'
import { isBlock, isText, textOf, type PageNode, type PageText } from './node.ts'
import { abandon, settle, settledForAll } from './pairing.ts'
import { readRun } from './run.ts'
import { readTable } from './table.ts'

/** One row of something: a digest in it is of a file in it. */
const TIGHT: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th', 'tr', 'dl', 'figure', 'caption'])
/** Parts of a page with several things in them, by their headings. */
const LOOSE: ReadonlySet<string> = new Set(['body', 'main', 'article', 'section'])
const HEADING = /^h([1-6])$/

/** Publishes the digests that a page shows beside names of files. `pageFile` is the one that the whole page is about. */
export function readPage(root: PageNode, out: Gathering, pageFile?: string): void {
  const hints: Labelled[] = []
  const blocks = new WeakMap<PageNode, boolean>()
  abandonAll(settleByHeadings(itemsOf(root)))

  function itemsOf(node: PageNode): Item[] {
    out.checkpoint()
    if (node.tag === 'pre' || node.tag === 'textarea') return preformatted(node)
    if (node.tag === 'table') return readTable(node, { hint: hint(), out, itemsOf: cellItems })
    const level = HEADING.exec(node.tag)?.[1]
    if (level !== undefined || node.tag === 'summary') return headingItems(node, Number(level ?? 6))
    const items = contents(node)
    if (TIGHT.has(node.tag)) return settle(items, out, { tight: true })
    return LOOSE.has(node.tag) ? settleByHeadings(items) : settle(items, out, { tight: false })
  }

  /** What stands above a column holds for its cells alone. */
  function cellItems(cell: PageNode, label: Labelled): Item[] {
    hints.push(label)
    const items = contents(cell)
    hints.pop()
    return items
  }

  /** Items of all that is in a node: runs of text and blocks, one after the other. */
  function contents(node: PageNode): Item[] {
    const items: Item[] = []
    let run: (PageNode | PageText)[] = []
    const endRun = (): void => {
      if (run.length > 0) for (const item of readRun(run, hint(), out)) items.push(item)
      run = []
    }
    for (const child of node.children) {
      if (isText(child) || !holdsBlocks(child)) run.push(child)
      else {
        endRun()
        for (const item of itemsOf(child)) items.push(item)
      }
    }
    endRun()
    rememberLabel(node, items)
    return items
  }

  function holdsBlocks(node: PageNode): boolean {
    if (node.tag === 'br') return false
    if (isBlock(node.tag)) return true
    const known = blocks.get(node)
    if (known !== undefined) return known
    const holds = node.children.some((child) => !isText(child) && holdsBlocks(child))
    blocks.set(node, holds)
    return holds
  }

  function preformatted(node: PageNode): Item[] {
    const text = textOf(node)
    if (/^\s*[[{]/.test(text) && publishedJson(text)) return []
    const first = firstLine(node)
    const { bare } = readLines(linesOf(text.replace(/^\n/, ''), first), out, hint())
    return bare.map(({ hex, label, line }) => ({ is: 'digest', hex, line, ...(label && { label }) }))
  }

  function publishedJson(text: string): boolean {
    try {
      readJson(parseJson(text.trim(), out.checkpoint), out)
      return true
    } catch (error) {
      if (error instanceof ReadError) return false
      throw error
    }
  }

  function headingItems(node: PageNode, level: number): Item[] {
    const text = textOf(node).trim()
    hints.length = Math.min(hints.length, level)
    hints[level] = text.length <= 120 ? labelled(text) : undefined
    return [{ is: 'heading' }, ...contents(node).filter((i) => i.is !== 'words')]
  }

  /** `SHA256 checksums:` on a line of its own is as good as a heading. */
  function rememberLabel(node: PageNode, items: readonly Item[]): void {
    if (node.tag !== 'p' || items.some((i) => i.is !== 'words')) return
    const text = textOf(node).trim()
    const label = text.length <= 60 ? labelled(text) : undefined
    if (label) hints[hints.length === 0 ? 0 : hints.length - 1] = label
  }

  function hint(): Labelled {
    return hints.findLast((h) => h !== undefined)
  }

  function settleByHeadings(items: readonly Item[]): Item[] {
    const groups: Item[][] = [[]]
    for (const item of items) {
      if (item.is === 'heading') groups.push([])
      groups.at(-1)!.push(item)
    }
    return groups.flatMap((group) => (startsWithName(group) ? settle(group, out, { tight: false }) : group))
  }

  function abandonAll(items: readonly Item[]): void {
    if (pageFile !== undefined && settledForAll(items, pageFile, out)) return
    let group: Item[] = []
    for (const item of items) {
      if (item.is === 'heading') {
        abandon(group, out)
        group = []
      } else group.push(item)
    }
    abandon(group, out)
  }
}

/** Between blocks of their own, a name is above what is said of it. */
function startsWithName(items: readonly Item[]): boolean {
  return items.find((i) => i.is !== 'words' && i.is !== 'heading')?.is === 'name'
}

function firstLine(node: PageNode): number {
  for (const child of node.children) {
    if (!isText(child)) return firstLine(child)
    const skipped = child.text.startsWith('\n') ? 1 : 0
    return child.line + skipped
  }
  return node.line
}
