import type { Gathering } from '../gathering.ts'
import { hiddenNames, isHidden } from './hidden.ts'
import { htmlTokens, type HtmlToken } from './html-tokens.ts'
import { isBlock, isText, type PageNode } from './node.ts'

/** Deeper than any page, and shallow enough to walk by calls. */
const MAX_DEPTH = 120
const MAX_NODES = 2_000_000
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
/** Struck-out text is what somebody took back. */
const STRUCK: ReadonlySet<string> = new Set(['del', 's', 'strike'])
/** All else ends the head of a page, whether or not it is closed. */
const OF_HEAD: ReadonlySet<string> = new Set(
  'base head html link meta noscript script style template title'.split(' '),
)
/** What a new element of a kind ends, up to the container that holds both. */
const ENDS: readonly (readonly [opens: RegExp, ends: ReadonlySet<string>, within: ReadonlySet<string>])[] = [
  [/^li$/, new Set(['li']), new Set(['ul', 'ol', 'menu'])],
  [/^(?:dt|dd)$/, new Set(['dt', 'dd']), new Set(['dl'])],
  [/^(?:td|th)$/, new Set(['td', 'th']), new Set(['tr', 'table'])],
  [/^tr$/, new Set(['tr']), new Set(['table'])],
  [/^(?:thead|tbody|tfoot)$/, new Set(['thead', 'tbody', 'tfoot']), new Set(['table'])],
]
const DIGEST = /(?<!\w)[0-9A-Fa-f]{32,128}(?!\w)/
const INVISIBLE = /\u00ad|[\u200b-\u200d]|\u2060|\ufeff/g

interface Open {
  readonly node: PageNode
  readonly hidden: boolean
}

/** Builds the blocks of a page from its tags. */
export interface TreeBuilder {
  /** Reads a piece of HTML into the element that is open. */
  html(text: string, line: number): void
  open(tag: string, line: number, href?: string): void
  close(tag: string): void
  text(text: string, line: number): void
  readonly root: PageNode
}

export function buildTree(out: Gathering): TreeBuilder {
  const root: PageNode = { tag: 'body', line: 1, children: [] }
  const stack: Open[] = [{ node: root, hidden: false }]
  const openTags = new Map<string, number>()
  const unseen = new Set<string>()
  let nodes = 0
  let deeper = 0
  return { html, open: (tag, line, href) => push(tag, line, false, href), close, text, root }

  function html(source: string, line: number): void {
    for (const name of styleSheets(source).flatMap(hiddenNames)) unseen.add(name)
    for (const token of htmlTokens(source, line)) take(token)
  }

  function take(token: HtmlToken): void {
    if ((++nodes & 1023) === 0) out.checkpoint()
    if (token.kind === 'text') text(token.text, token.line)
    else if (token.kind === 'close') close(token.tag)
    else if (token.kind === 'unseen') {
      if (token.tag === 'comment' || token.tag === 'unfinished') hidden(token.text, token.line)
    } else opened(token)
  }

  function opened({ tag, attributes, closed, line }: HtmlToken & { kind: 'open' }): void {
    if (!OF_HEAD.has(tag)) close('head')
    if (tag === 'body' || tag === 'html') return
    if (tag === 'input') {
      if (/^(?:text|url|search|)$/i.test(attributes.get('type') ?? '') && !isHidden(tag, attributes, unseen))
        text(` ${attributes.get('value') ?? ''} `, line)
      return
    }
    if (tag === 'wbr') return
    const isUnseen = isHidden(tag, attributes, unseen)
    push(tag, line, isUnseen, attributes.get('href'), spansOf(attributes))
    if (VOID.has(tag) || (closed && !isBlock(tag) && tag !== 'a')) close(tag)
  }

  function push(
    tag: string,
    line: number,
    isUnseen: boolean,
    href?: string,
    spans?: PageNode['spans'],
  ): void {
    endImplied(tag)
    if (nodes > MAX_NODES || stack.length >= MAX_DEPTH) {
      if (VOID.has(tag)) return
      deeper++
      if (deeper === 1) out.gap(`a page nested deeper than ${MAX_DEPTH} or too large`, line, 'limit')
      return
    }
    const node: PageNode = {
      tag,
      line,
      children: [],
      ...(href !== undefined && { href }),
      ...(spans && { spans }),
    }
    const parent = stack.at(-1)!
    const isGone = parent.hidden || isUnseen || STRUCK.has(tag)
    if (!isGone) parent.node.children.push(node)
    stack.push({ node, hidden: isGone })
    openTags.set(tag, (openTags.get(tag) ?? 0) + 1)
  }

  function close(tag: string): void {
    if (!openTags.get(tag)) {
      if (deeper > 0) deeper--
      // `</p>` without `<p>` breaks the paragraph all the same, as does `</br>`.
      if (tag === 'br') push('br', 0, false)
      return
    }
    // A cell does not end at the end of what lies around its table.
    for (let popped = stack.pop()!; ; popped = stack.pop()!) {
      openTags.set(popped.node.tag, openTags.get(popped.node.tag)! - 1)
      if (popped.node.tag === tag || stack.length === 1) return
    }
  }

  function endImplied(tag: string): void {
    // A paragraph ends where a block begins.
    if (isBlock(tag) && openTags.get('p') && stack.at(-1)!.node.tag !== 'body') {
      const p = stack.findLastIndex((o) => o.node.tag === 'p')
      const between = stack.slice(p + 1)
      if (between.every((o) => !isBlock(o.node.tag))) close('p')
    }
    const rule = ENDS.find(([opens]) => opens.test(tag))
    if (!rule) return
    const [, ends, within] = rule
    for (let i = stack.length - 1; i > 0; i--) {
      const { tag: name } = stack[i]!.node
      if (within.has(name)) return
      if (ends.has(name)) return close(name)
    }
  }

  function text(shown: string, line: number): void {
    const { node, hidden: isGone } = stack.at(-1)!
    if (isGone) return hidden(shown, line)
    const seen = shown.replaceAll(INVISIBLE, '')
    const last = node.children.at(-1)
    if (last && isText(last)) node.children[node.children.length - 1] = { ...last, text: last.text + seen }
    else if (seen !== '') node.children.push({ text: seen, line })
  }

  function hidden(shown: string, line: number): void {
    if (DIGEST.test(shown)) out.gap('a digest that a reader of the page does not see', line)
  }
}

/** They count wherever they stand. */
function styleSheets(html: string): string[] {
  const sheets: string[] = []
  const start = /<style(?=[\s>])[^>]{0,1000}>/gi
  for (let found = start.exec(html); found && sheets.length < 1000; found = start.exec(html)) {
    const end = html.indexOf('</', start.lastIndex)
    sheets.push(html.slice(start.lastIndex, end < 0 ? html.length : end))
    if (end < 0) break
    start.lastIndex = end
  }
  return sheets
}

function spansOf(attributes: ReadonlyMap<string, string>): PageNode['spans'] {
  const [columns, rows] = ['colspan', 'rowspan'].map((name) => Math.trunc(Number(attributes.get(name) ?? 1)))
  const limited = (n: number | undefined): number =>
    Math.min(Math.max(n && Number.isFinite(n) ? n : 1, 1), 100)
  return columns === 1 && rows === 1 ? undefined : { columns: limited(columns), rows: limited(rows) }
}
