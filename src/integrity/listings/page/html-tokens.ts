import { unescapeEntities } from './entities.ts'

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'open'
      readonly tag: string
      readonly attributes: ReadonlyMap<string, string>
      readonly closed: boolean
      readonly line: number
    }
  | { readonly kind: 'close'; readonly tag: string; readonly line: number }
  /** Text that no browser shows: comments, scripts, styles. */
  | { readonly kind: 'unseen'; readonly tag: string; readonly text: string; readonly line: number }

const NAME = /[A-Za-z][^\s/>\0]{0,100}/y
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)?))?/y
/** Their content is not text of the page. */
const RAW: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noembed',
  'noframes',
  'xmp',
  'iframe',
  'template-raw',
])
const PLAIN: ReadonlySet<string> = new Set(['textarea', 'title'])
const MAX_ATTRIBUTES = 200

/**
 * Cuts a page into tags and text as browsers do, in one pass: what is not closed reaches to the end, and nothing is
 * read twice.
 */
export function* htmlTokens(html: string, firstLine = 1): Generator<HtmlToken, void> {
  let at = 0
  let line = firstLine
  let newline = html.indexOf('\n')

  while (at < html.length) {
    const open = html.indexOf('<', at)
    const end = open < 0 ? html.length : open
    if (end > at) yield { kind: 'text', text: unescapeEntities(html.slice(at, end)), line: lineAt(at) }
    if (open < 0) return
    at = open
    yield* markup()
  }

  function* markup(): Generator<HtmlToken, void> {
    const next = html[at + 1] ?? ''
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4)
      // `<!-->` and `<!--->` are whole comments.
      const short = /^<!---?>/.exec(html.slice(at, at + 6))
      yield unseen('comment', at + 4, short ? at + short[0].length : end < 0 ? html.length : end)
      at = short ? at + short[0].length : end < 0 ? html.length : end + 3
    } else if (next === '!' || next === '?') {
      const end = html.indexOf('>', at)
      yield unseen('declaration', at, end < 0 ? html.length : end)
      at = end < 0 ? html.length : end + 1
    } else if (next === '/') yield* closingTag()
    else if (/[A-Za-z]/.test(next)) yield* openingTag()
    else {
      yield { kind: 'text', text: '<', line: lineAt(at) }
      at += 1
    }
  }

  function* closingTag(): Generator<HtmlToken, void> {
    const tag = nameAt(at + 2)
    const end = html.indexOf('>', at)
    const start = at
    at = end < 0 ? html.length : end + 1
    if (tag !== undefined) yield { kind: 'close', tag, line: lineAt(start) }
  }

  function* openingTag(): Generator<HtmlToken, void> {
    const start = at
    const tag = nameAt(at + 1)!
    at += 1 + tag.length
    const attributes = new Map<string, string>()
    for (;;) {
      ATTRIBUTE.lastIndex = at
      const found = ATTRIBUTE.exec(html)
      if (!found || found[0] === '') break
      at += found[0].length
      // A quote that nothing closes: browsers go on to the end of the page.
      if (/=\s*$/.test(found[0].slice(-20)) && /["']/.test(html[at] ?? '')) at = html.length
      const name = found[1]!.toLowerCase()
      const value = found[2] ?? found[3] ?? found[4] ?? ''
      if (!attributes.has(name) && attributes.size < MAX_ATTRIBUTES)
        attributes.set(name, unescapeEntities(value))
    }
    const end = html.indexOf('>', at)
    if (end < 0) {
      yield unseen('unfinished', start, html.length)
      at = html.length
      return
    }
    const closed = html.slice(at, end).includes('/')
    at = end + 1
    yield { kind: 'open', tag, attributes, closed, line: lineAt(start) }
    if (RAW.has(tag) || PLAIN.has(tag)) yield* rawText(tag)
  }

  /** Text up to the closing tag of its element, whatever stands in it. */
  function* rawText(tag: string): Generator<HtmlToken, void> {
    const closing = new RegExp(String.raw`</${tag}(?=[\s/>])`, 'gi')
    closing.lastIndex = at
    const end = closing.exec(html)?.index ?? html.length
    const text = html.slice(at, end)
    if (PLAIN.has(tag)) yield { kind: 'text', text: unescapeEntities(text), line: lineAt(at) }
    else yield unseen(tag, at, end)
    at = end
  }

  function unseen(tag: string, from: number, to: number): HtmlToken {
    return { kind: 'unseen', tag, text: html.slice(from, Math.max(from, to)), line: lineAt(from) }
  }

  function nameAt(start: number): string | undefined {
    NAME.lastIndex = start
    return NAME.exec(html)?.[0].toLowerCase()
  }

  /** Positions only grow. */
  function lineAt(position: number): number {
    for (; newline >= 0 && newline < position; newline = html.indexOf('\n', newline + 1)) line++
    return line
  }
}
