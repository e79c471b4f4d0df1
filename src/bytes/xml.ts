import { malformed, overLimit } from '../model/read-error.ts'

/** What stands in an XML document, in order. Nothing is resolved: an entity is a name, never its text. */
export type XmlToken =
  | {
      readonly kind: 'open'
      /** Without prefix: `dmg:PMML` is `PMML`. */
      readonly name: string
      readonly attributes: Readonly<Record<string, string>>
      readonly empty: boolean
      readonly at: number
    }
  | { readonly kind: 'close'; readonly name: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  /** `<!DOCTYPE`, with what stands in it. */
  | {
      readonly kind: 'doctype'
      readonly root: string
      readonly external: string | undefined
      readonly at: number
    }
  | {
      readonly kind: 'entity'
      readonly name: string
      readonly parameter: boolean
      /** SYSTEM or PUBLIC address. */
      readonly external: string | undefined
      /** Replacement text, cut short. */
      readonly value: string | undefined
      readonly at: number
    }
  | { readonly kind: 'instruction'; readonly target: string; readonly text: string; readonly at: number }
  /** `&name;` in text or in an attribute that is none of the five built in and no number. */
  | { readonly kind: 'reference'; readonly name: string; readonly at: number }

const MAX_TEXT = 4096
const MAX_ATTRIBUTES = 1024

/**
 * Splits XML into tokens, leniently: what a validating parser would refuse is read on as far as it goes,
 * so that a broken end hides no beginning. Expands nothing. Text is cut at 4 KiB.
 */
export function* xmlTokens(text: string, tick: () => void): Generator<XmlToken, void, undefined> {
  let at = 0
  while (at < text.length) {
    tick()
    const open = text.indexOf('<', at)
    const end = open < 0 ? text.length : open
    if (end > at) yield* textTokens(text, at, end)
    if (open < 0) return
    const mark = text[open + 1]
    if (mark !== '!' && mark !== '?') at = yield* tag(text, open)
    else if (text.startsWith('<!--', open)) at = after(text, '-->', open + 4)
    else if (text.startsWith('<![CDATA[', open)) {
      const close = text.indexOf(']]>', open)
      const stop = close < 0 ? text.length : close
      yield { kind: 'text', text: text.slice(open + 9, Math.min(stop, open + 9 + MAX_TEXT)), at: open }
      at = stop + 3
    } else if (text.startsWith('<?', open)) {
      at = after(text, '?>', open + 2)
      const [, target = '', rest = ''] =
        /^([^\s?]*)\s*([\s\S]*?)\??>?$/.exec(text.slice(open + 2, Math.min(at, open + MAX_TEXT))) ?? []
      yield { kind: 'instruction', target, text: rest, at: open }
    } else if (/^<!DOCTYPE/i.test(text.slice(open, open + 9))) at = yield* doctypeTokens(text, open)
    else at = after(text, '>', open)
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

function* textTokens(text: string, start: number, end: number): Generator<XmlToken> {
  const piece = text.slice(start, Math.min(end, start + MAX_TEXT))
  if (/\S/.test(piece)) yield { kind: 'text', text: piece, at: start }
  if (piece.includes('&')) yield* references(piece, start)
}

const BUILT_IN = new Set(['lt', 'gt', 'amp', 'quot', 'apos'])

function* references(piece: string, start: number): Generator<XmlToken> {
  for (const found of piece.matchAll(/&([A-Za-z_:][\w.:-]{0,255});/g))
    if (!BUILT_IN.has(found[1]!)) yield { kind: 'reference', name: found[1]!, at: start + found.index }
}

const TAG_NAME = /(\/?)([^\s/>]*)\s*/y
const ATTRIBUTE = /([^\s=/>"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'))?\s*|[/"'=]\s*/y

/** An element's tag; returns where it ends. */
function* tag(text: string, open: number): Generator<XmlToken, number, undefined> {
  TAG_NAME.lastIndex = open + 1
  const [, slash, qualified = ''] = TAG_NAME.exec(text) ?? []
  const name = qualified.slice(qualified.indexOf(':') + 1).slice(0, 256)
  let at = TAG_NAME.lastIndex
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>
  let count = 0
  let empty = false
  while (at < text.length && text[at] !== '>') {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(text)
    if (found === null) break
    if (found[0].startsWith('/')) empty = true
    const value = found[2] ?? found[3]
    if (found[1] !== undefined && value !== undefined) {
      if (++count > MAX_ATTRIBUTES) throw overLimit(`more than ${MAX_ATTRIBUTES} attributes`, open)
      attributes[found[1].slice(0, 256)] = decode(value.slice(0, MAX_TEXT))
      if (value.includes('&')) yield* references(value.slice(0, MAX_TEXT), at)
    }
    at = ATTRIBUTE.lastIndex
  }
  if (at >= text.length) throw malformed('the document ends inside a tag', open)
  yield slash === '/'
    ? { kind: 'close', name, at: open }
    : { kind: 'open', name, attributes, empty, at: open }
  return at + 1
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decode(value: string): string {
  if (!value.includes('&')) return value
  return value.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (all, decimal: string, hex: string, name: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? all
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}

const EXTERNAL = /^\s*(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*(?:"([^"]*)"|'([^']*)')/i
const ENTITY = /<!ENTITY\s+(%\s+)?([^\s"'>]+)\s*/iy

/** A DOCTYPE with its internal subset; returns where it ends. */
function* doctypeTokens(text: string, open: number): Generator<XmlToken, number, undefined> {
  const root = /^\s*([^\s[>"']*)/.exec(text.slice(open + 9, open + 9 + 512))?.[1] ?? ''
  let at = open + 9
  const begin = text.slice(at, at + MAX_TEXT)
  const outside = EXTERNAL.exec(begin.slice(begin.indexOf(root) + root.length))
  yield { kind: 'doctype', root, external: outside?.[1] ?? outside?.[2], at: open }
  let subset = false
  while (at < text.length) {
    const character = text[at]!
    if (character === '"' || character === "'") {
      at = after(text, character, at + 1)
      continue
    }
    if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at + 4)
      continue
    }
    if (character === '<') {
      ENTITY.lastIndex = at
      const found = ENTITY.exec(text)
      if (found) {
        yield entity(text, found, at, ENTITY.lastIndex)
        at = ENTITY.lastIndex
        continue
      }
    }
    if (character === '[') subset = true
    else if (character === ']') subset = false
    else if (character === '>' && !subset) return at + 1
    at++
  }
  return at
}

function entity(text: string, found: RegExpExecArray, at: number, valueAt: number): XmlToken {
  const rest = text.slice(valueAt, valueAt + MAX_TEXT)
  const outside = EXTERNAL.exec(rest)
  const inside = /^(?:"([^"]*)|'([^']*))/.exec(rest)
  return {
    kind: 'entity',
    name: found[2]!.slice(0, 256),
    parameter: found[1] !== undefined,
    external: outside?.[1] ?? outside?.[2] ?? (/^(SYSTEM|PUBLIC)/i.test(rest) ? '' : undefined),
    value: inside?.[1] ?? inside?.[2],
    at,
  }
}

/** The text of a document by its byte order mark or declaration. */
export function decodeXml(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le').slice(1)
  if (head[0] === 0xfe && head[1] === 0xff) return swapped(head).toString('utf16le').slice(1)
  if (head[0] === 0x3c && head[1] === 0) return head.toString('utf16le')
  if (head[0] === 0 && head[1] === 0x3c) return swapped(head).toString('utf16le')
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return head.toString('utf8', 3)
  if (/^<\?xml[^>]*encoding\s*=\s*["']utf-7["']/i.test(head.toString('latin1', 0, 256)))
    return fromUtf7(head.toString('latin1'))
  return head.toString('utf8')
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
}

/** UTF-7 hides markup from readers that take it for ASCII. */
function fromUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, coded: string) =>
    coded === '' ? '+' : swapped(Buffer.from(coded, 'base64')).toString('utf16le'),
  )
}
