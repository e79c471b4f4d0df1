import type { Labelled } from '../algorithm.ts'
import { baseName, isSidecar, looksLikeFile } from '../file-name.ts'
import type { Gathering } from '../gathering.ts'
import { readLine } from '../line.ts'
import { BOUNDARY, itemReader, type Item, type ItemReader } from './items.ts'
import { isText, textOf, type PageNode, type PageText } from './node.ts'
import { settle } from './pairing.ts'

const FRAGMENT = /#(?:[^#&]*&)?(sha256|sha384|sha512|md5|sha1)=([0-9A-Fa-f]{32,128})(?:&|$)/
/** Where files lie whose names have no ending. */
const DOWNLOAD = /(?:^|\/)(?:downloads?|releases?|dl|files?|resolve|dist|pub)\//i
/** Overrides of the direction of writing: what a person reads is not what stands there. */
const TURNED = /[\u202a-\u202e\u2066-\u2069]/

/** Reads running text line by line: a list's lines first, then names and digests beside each other. */
export function readRun(run: readonly (PageNode | PageText)[], hint: Labelled, out: Gathering): Item[] {
  const reader = itemReader(hint)
  const left: Item[] = []
  let line = ''
  let at = 0
  /** Running text that goes on, across elements that a reader does not see. */
  let words = ''
  let wordsAt = 0
  for (const node of run) walk(node)
  endLine()
  return left

  function walk(node: PageNode | PageText): void {
    if (isText(node)) return plain(node)
    if (node.tag === 'br') return endLine()
    const text = textOf(node)
    const isOneLine = !text.trim().includes('\n')
    if (node.tag === 'a' && node.href !== undefined && isOneLine) return link(text, node.href, node)
    if (isOneLine && /^(?:code|kbd|samp|tt|strong|b|em|i)$/.test(node.tag) && wholeWord(text, node.line)) {
      line += text
      at ||= node.line
      return
    }
    boundary()
    for (const child of node.children) walk(child)
    boundary()
  }

  function plain({ text, line: first }: PageText): void {
    for (const [i, part] of text.split(/\r\n|\n|\r/).entries()) {
      if (i > 0) endLine()
      at ||= first + i
      line += part
      if (words === '') wordsAt = first + i
      words += part
    }
  }

  function wholeWord(text: string, first: number): boolean {
    flush()
    return reader.whole(text, first)
  }

  function boundary(): void {
    if (words !== '') words += BOUNDARY
  }

  function flush(): void {
    if (words !== '') reader.text(words, wordsAt)
    words = ''
  }

  function link(text: string, href: string, node: PageNode): void {
    flush()
    line += text
    at ||= node.line
    linkItems(text.trim(), href.slice(0, 4096), node, reader, () => {
      for (const child of node.children) walkAgain(child)
    })
  }

  /** The text of a link, which the line has already. */
  function walkAgain(node: PageNode | PageText): void {
    if (isText(node)) reader.text(node.text, node.line)
    else for (const child of node.children) walkAgain(child)
  }

  function endLine(): void {
    flush()
    const items = reader.take()
    const text = line
    const start = at
    line = ''
    at = 0
    if (text.trim() === '') return keep(items)
    if (TURNED.test(text) && /[0-9A-Fa-f]{32}/.test(text))
      return out.gap('a line whose direction of writing is turned', start)
    const isPublished = distinctNames(items) <= 1 && publishLine(text, start, hint, out)
    if (!isPublished) keep(settle(items, out, { tight: distinctNames(items) === 1 }))
  }

  function keep(items: readonly Item[]): void {
    for (const item of items) left.push(item)
  }
}

/** A line alone settles what has one name; several may still be told apart by the lines around. */
function distinctNames(items: readonly Item[]): number {
  return new Set(items.flatMap((i) => (i.is === 'name' ? [i.name] : []))).size
}

/** Whether it was a line as tools write them. In prose, only what can be the name of a file counts as one. */
function publishLine(text: string, line: number, hint: Labelled, out: Gathering): boolean {
  const read = readLine(text)
  if (read.is === 'unclear' && read.name !== undefined) {
    out.unclear(read.name)
    out.gap(read.detail, line, 'unsupported')
    return true
  }
  if (read.is !== 'digest') return false
  const { name, hex, label, size, form } = read
  const isName = looksLikeFile(name)
    ? !/\s/.test(name) || form !== 'other'
    : form !== 'other' && /^\S*[A-Za-z]\S*$/.test(name)
  if (!isName) return false
  out.publish({ name, hex, line, label, hint, ...(size !== undefined && { size }) })
  return true
}

function linkItems(
  text: string,
  href: string,
  { line }: PageNode,
  reader: ItemReader,
  asText: () => void,
): void {
  const target = decoded(baseName(/^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `https://x/${href}`))
  const [, tag, hex] = FRAGMENT.exec(href) ?? []
  const shown = text.replace(/^[^\p{L}\p{N}]+\s+/u, '')
  if (looksLikeFile(shown) && !/^https?:/i.test(shown)) {
    reader.name(shown, line)
    // A link that leads to another file than it says is about neither.
    if (looksLikeFile(target) && baseName(shown) !== target && !isSidecar(target)) reader.name(target, line)
  } else if (target !== '' && target === shown && DOWNLOAD.test(href)) reader.name(target, line)
  else if (looksLikeFile(target) && !/[0-9a-f]{32}/i.test(shown) && !isSidecar(target))
    reader.name(target, line)
  else asText()
  if (hex !== undefined) reader.digest(hex, tag as Labelled, line)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
