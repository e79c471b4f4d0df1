import type { Gathering } from '../gathering.ts'
import { linesOf, type TextLine } from '../sums.ts'
import type { TreeBuilder } from './html-tree.ts'
import { inlineMarkdown } from './inline-markdown.ts'

const FENCE = /^\s{0,12}(`{3,}|~{3,})/
const HEADING = /^ {0,3}(#{1,6})(?:\s|$)/
const ITEM = /^(\s{0,40})(?:[-*+]|\d{1,9}[.)])(?:\s+|$)/
const DELIMITER = /^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|script|style|summary|table|tbody|td|template|tfoot|th|thead|tr|ul)(?=[\s/>])/i
const MAX_LINE = 100_000

/** Writes Markdown into the page: tables, lists, headings, code and the HTML in it. */
export function markdown(text: string, firstLine: number, page: TreeBuilder, out: Gathering): void {
  const lines = withoutComments(linesOf(text, firstLine), page)
  const lists: number[] = []
  let at = 0
  while (at < lines.length) {
    if ((at & 255) === 0) out.checkpoint()
    const { text: shown, line } = lines[at]!
    const item = ITEM.exec(shown)
    if (shown.trim() === '') at++
    else if (shown.length > MAX_LINE) {
      out.gap('a line too long to be read', line, 'limit')
      at++
    } else if (FENCE.test(shown)) fence()
    else if (HEADING.test(shown)) heading()
    else if (isTable(at)) table()
    else if (/^(?:-{3,}|\*{3,}|_{3,})\s*$/.test(shown)) at++
    else if (item) listItem(item[1]!.length, item[0].length)
    else if (HTML_BLOCK.test(shown)) html()
    else if (lists.length === 0 && /^(?: {4}|\t)/.test(shown)) indented()
    else paragraph()
  }
  endLists()

  function fence(): void {
    const marker = FENCE.exec(lines[at]!.text)![1]!
    const first = lines[at]!.line
    at++
    const start = at
    while (at < lines.length && !closes(lines[at]!.text, marker)) at++
    pre(lines.slice(start, at), first + 1)
    at++
  }

  function pre(content: readonly TextLine[], line: number): void {
    page.open('pre', line)
    page.text(content.map((l) => l.text).join('\n'), line)
    page.close('pre')
  }

  function indented(): void {
    const start = at
    while (at < lines.length && /^(?: {4}|\t|\s*$)/.test(lines[at]!.text)) at++
    const content = lines.slice(start, at)
    pre(
      content.map((l) => ({ ...l, text: l.text.replace(/^(?: {4}|\t)/, '') })),
      content[0]!.line,
    )
  }

  function heading(): void {
    endLists()
    const { text: shown, line } = lines[at]!
    const level = HEADING.exec(shown)![1]!.length
    const title = shown.trim().slice(level).trim()
    block(`h${level}`, title.replace(/(?<=\s)#+$/, ''), line)
    at++
  }

  function table(): void {
    page.open('table', lines[at]!.line)
    row(lines[at]!, 'th')
    at += 2
    while (at < lines.length && lines[at]!.text.includes('|') && lines[at]!.text.length <= MAX_LINE) {
      row(lines[at]!, 'td')
      at++
    }
    page.close('table')
  }

  function row({ text: shown, line }: TextLine, tag: string): void {
    page.open('tr', line)
    for (const cell of cellsOf(shown)) block(tag, cell, line)
    page.close('tr')
  }

  function listItem(indent: number, width: number): void {
    const { text: shown, line } = lines[at]!
    endDeeper(indent)
    if (lists.at(-1) !== indent) {
      page.open('ul', line)
      lists.push(indent)
    } else page.close('li')
    page.open('li', line)
    lines[at] = { text: shown.slice(width), line }
    const rest = lines[at]!.text
    if (rest.trim() === '' || FENCE.test(rest)) return rest.trim() === '' ? void at++ : fence()
    lineRun()
  }

  /** Closes lists that are deeper than an item. */
  function endDeeper(indent: number): void {
    while ((lists.at(-1) ?? -1) > indent) endList()
  }

  function endLists(): void {
    while (lists.length > 0) endList()
  }

  function endList(): void {
    page.close('ul')
    lists.pop()
  }

  function html(): void {
    const start = at
    while (at < lines.length && lines[at]!.text.trim() !== '') at++
    const content = lines.slice(start, at)
    page.html(content.map((l) => l.text).join('\n'), content[0]!.line)
  }

  function paragraph(): void {
    const { text: shown, line } = lines[at]!
    if (lists.length > 0 && !/^\s/.test(shown)) endLists()
    const underline = lines[at + 1]?.text ?? ''
    if (lists.length === 0 && /^ {0,3}(?:=+|-{2,})\s*$/.test(underline)) {
      block(underline.includes('=') ? 'h1' : 'h2', shown, line)
      at += 2
      return
    }
    const inList = lists.length > 0
    page.open(inList ? 'div' : 'p', line)
    lineRun()
    page.close(inList ? 'div' : 'p')
  }

  /** Lines up to the next block. */
  function lineRun(): void {
    const start = at
    do at++
    while (at < lines.length && goesOn(at))
    const run = lines.slice(start, at)
    inlineMarkdown(
      run.map((l) => l.text.replace(/^\s{0,40}(?:>\s?){0,5}/, '')).join('\n'),
      run[0]!.line,
      page,
    )
  }

  function goesOn(next: number): boolean {
    const shown = lines[next]!.text
    if (shown.trim() === '' || shown.length > MAX_LINE) return false
    return !(
      FENCE.test(shown) ||
      HEADING.test(shown) ||
      ITEM.test(shown) ||
      HTML_BLOCK.test(shown) ||
      isTable(next)
    )
  }

  function isTable(index: number): boolean {
    const next = lines[index + 1]?.text ?? ''
    const shown = lines[index]!.text
    return (
      shown.includes('|') && next.length < 2000 && /-/.test(next) && /[|:]/.test(next) && DELIMITER.test(next)
    )
  }

  function block(tag: string, content: string, line: number): void {
    page.open(tag, line)
    inlineMarkdown(content.trim(), line, page)
    page.close(tag)
  }
}

function closes(line: string, marker: string): boolean {
  const text = line.trim()
  return text.length >= marker.length && text === marker[0]!.repeat(text.length)
}

/** Cells of a row; a bar in a code span or after a backslash is text. */
function cellsOf(row: string): string[] {
  const text = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  const cells: string[] = []
  let start = 0
  let inCode = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '\\') i++
    else if (c === '`') inCode = !inCode
    else if (c === '|' && !inCode) {
      cells.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...cells, text.slice(start)].slice(0, 200)
}

/** Comments may reach over many lines, and nothing in them is text. */
function withoutComments(lines: readonly TextLine[], page: TreeBuilder): TextLine[] {
  let fence: string | undefined
  let inComment = false
  return lines.map(({ text, line }) => {
    const marker = inComment ? undefined : FENCE.exec(text)?.[1]
    if (fence !== undefined) {
      if (closes(text, fence)) fence = undefined
      return { text, line }
    }
    if (marker !== undefined) fence = marker
    if (!inComment && !text.includes('<!--')) return { text, line }
    let shown = ''
    let at = 0
    while (at < text.length) {
      const next = text.indexOf(inComment ? '-->' : '<!--', at)
      const end = next < 0 ? text.length : next
      const part = text.slice(at, end)
      if (inComment) page.html(`<!--${part}-->`, line)
      else shown += part
      at = next < 0 ? text.length : next + (inComment ? 3 : 4)
      if (next >= 0) inComment = !inComment
    }
    return { text: shown, line }
  })
}
