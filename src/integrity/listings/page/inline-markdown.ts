import type { TreeBuilder } from './html-tree.ts'

const CODE = /(`+)/y
const LINK =
  /!?\[((?:[^[\]\\\n]|\\.|\[[^[\]\n]{0,200}\]){0,500})\](?:\(\s{0,10}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\))?[^\s()<>]{0,200})>?(?:\s{1,10}"[^"\n]{0,300}")?\s{0,10}\)|\[[^[\]\n]{0,200}\])?/y
const AUTOLINK = /<(https?:\/\/[^\s<>]{1,2000})>/y
const TAG =
  /<\/?(?:a|abbr|b|br|center|cite|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)(?=[\s/>])[^<>]{0,4000}>/iy
/** Marks of emphasis at the edge of a word: inside of one they are part of a name. */
const EMPHASIS = /\*{1,3}|(?<![\p{L}\p{N}])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\p{L}\p{N}_])|~~/uy
const PLAIN = /[^\\`[!<*_~\n]+/y
const DEPTH = 4

/** Writes a paragraph's text into the page, links and code spans as such. */
export function inlineMarkdown(text: string, line: number, page: TreeBuilder, depth = 0): void {
  let at = 0
  let here = line
  let struck = false
  const missing = new Set<string>()
  while (at < text.length) {
    const c = text[at]!
    if (c === '\n') {
      page.text('\n', here)
      here++
      at++
    } else if (c === '\\') {
      page.text(text[at + 1] ?? '\\', here)
      at += 2
    } else if (c === '`') code()
    else if (c === '[' || (c === '!' && text[at + 1] === '[')) link()
    else if (c === '<') angle()
    else if (c === '*' || c === '_' || c === '~') emphasis()
    else {
      const [plain] = matchAt(PLAIN) ?? [c]
      page.html(escapedForText(plain), here)
      at += plain.length
    }
  }
  if (struck) page.close('del')

  function code(): void {
    const [fence] = matchAt(CODE)!
    const end = missing.has(fence) ? -1 : closing(fence, at + fence.length)
    if (end < 0) {
      // Looked for once: no other run of that length closes one further on.
      missing.add(fence)
      page.text(fence, here)
      at += fence.length
      return
    }
    const content = text.slice(at + fence.length, end).replaceAll('\n', ' ')
    page.open('code', here)
    page.text(content, here)
    page.close('code')
    here += count(text.slice(at, end))
    at = end + fence.length
  }

  function closing(fence: string, from: number): number {
    for (let found = text.indexOf(fence, from); found >= 0;) {
      let end = found + fence.length
      while (text[end] === '`') end++
      if (end - found === fence.length) return found
      found = text.indexOf(fence, end)
    }
    return -1
  }

  function link(): void {
    const found = depth < DEPTH ? matchAt(LINK) : undefined
    if (!found || found[0].startsWith('!')) {
      at += found ? found[0].length : 1
      if (!found) page.text(c1(), here)
      return
    }
    const [all, label = '', target] = found
    page.open('a', here, target)
    inlineMarkdown(label, here, page, depth + 1)
    page.close('a')
    at += all.length
  }

  function c1(): string {
    return text[at - 1]!
  }

  function angle(): void {
    const address = matchAt(AUTOLINK)
    const tag = address ? undefined : matchAt(TAG)
    if (address) {
      page.open('a', here, address[1])
      page.text(address[1]!, here)
      page.close('a')
    } else if (tag) page.html(tag[0], here)
    else page.text('<', here)
    const taken = address?.[0] ?? tag?.[0] ?? '<'
    here += count(taken)
    at += taken.length
  }

  function emphasis(): void {
    const found = matchAt(EMPHASIS)?.[0]
    if (found === '~~') {
      if (struck) page.close('del')
      else page.open('del', here)
      struck = !struck
    } else if (!found) page.text(text[at]!, here)
    at += found?.length ?? 1
  }

  function matchAt(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at
    return pattern.exec(text) ?? undefined
  }
}

function escapedForText(text: string): string {
  return text.replaceAll('<', '&lt;')
}

function count(text: string): number {
  let n = 0
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) n++
  return n
}
