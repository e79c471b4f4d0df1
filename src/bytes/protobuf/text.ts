import { malformed, overLimit } from '../../model/read-error.ts'
import { bytesField } from './write.ts'

/** Which fields of the text form are wanted: strings, or messages by their own schema. */
export interface Schema {
  readonly [field: string]: { readonly number: number; readonly kind: 'bytes' | Schema }
}

const MAX_DEPTH = 100

interface Open {
  readonly schema: Schema | undefined
  /** Field number in the parent; undefined where the parent does not want it. */
  readonly number: number | undefined
  readonly parts: Uint8Array[]
  readonly close: string
}

const WORD = /[^\s{}<>[\]:,;"'#]+/y
const STRING = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y
/** White space, comments, and separators that may as well be missing. */
const FILLER = /(?:[\s,;:[\]]|#[^\n]*)+/y

/**
 * The binary form of a message in protobuf's text form, with the wanted fields only. As lenient as the
 * reference parser: either kind of bracket, optional colons and separators, adjacent strings, lists, comments.
 */
export function parseTextProto(text: string, schema: Schema, tick: () => void): Buffer {
  const stack: Open[] = [{ schema, number: undefined, parts: [], close: '' }]
  let name = ''
  let pending: Buffer[] = []
  let at = skip(text, 0)
  while (at < text.length) {
    tick()
    const top = stack.at(-1)!
    const character = text[at]!
    if (character === '"' || character === "'") {
      const quoted = match(STRING, text, at)
      if (quoted === undefined) throw malformed('a string of the text form does not end', at)
      if (top.schema !== undefined) pending.push(unescape(quoted.slice(1, -1)))
      const gap = match(FILLER, text, at + quoted.length) ?? ''
      at += quoted.length + gap.length
      // Strings side by side are one; a separator makes them two.
      if (/[,;]/.test(uncommented(gap))) {
        flush(top, name, pending)
        pending = []
      }
      continue
    }
    flush(top, name, pending)
    pending = []
    if (character === '{' || character === '<') {
      if (stack.length > MAX_DEPTH) throw overLimit('messages nested too deep', at)
      stack.push(opened(top.schema?.[name], character === '{' ? '}' : '>'))
      at++
    } else if (character === '}' || character === '>') {
      if (stack.length === 1 || character !== top.close)
        throw malformed(`a ${character} that closes nothing`, at)
      stack.pop()
      if (top.number !== undefined) stack.at(-1)!.parts.push(bytesField(top.number, Buffer.concat(top.parts)))
      at++
    } else {
      const word = match(WORD, text, at) ?? character
      at += word.length
      // A field is followed by a colon or a bracket; other words are values.
      const gap = match(FILLER, text, at) ?? ''
      at += gap.length
      const next = text[at]
      const isField = next === '{' || next === '<' || /[:[]/.test(uncommented(gap))
      if (isField && /^[A-Za-z_]/.test(word)) name = word
    }
    at = skip(text, at)
  }
  flush(stack.at(-1)!, name, pending)
  if (stack.length > 1) throw malformed('the text form ends inside a message', text.length)
  return Buffer.concat(stack[0]!.parts)
}

function opened(field: Schema[string] | undefined, close: string): Open {
  return field === undefined || field.kind === 'bytes'
    ? { schema: undefined, number: undefined, parts: [], close }
    : { schema: field.kind, number: field.number, parts: [], close }
}

function flush(open: Open, name: string, pending: readonly Buffer[]): void {
  const field = open.schema?.[name]
  if (pending.length > 0 && field?.kind === 'bytes')
    open.parts.push(bytesField(field.number, Buffer.concat(pending)))
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function skip(text: string, at: number): number {
  return at + (match(FILLER, text, at)?.length ?? 0)
}

function uncommented(gap: string): string {
  return gap.includes('#') ? gap.replace(/#[^\n]*/g, '') : gap
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

function unescape(quoted: string): Buffer {
  if (!quoted.includes('\\')) return Buffer.from(quoted)
  const bytes = Buffer.from(quoted).toString('latin1')
  const plain = bytes.replace(
    /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_, octal: string | undefined, hex: string | undefined, letter: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      return ESCAPES[letter ?? ''] ?? letter ?? ''
    },
  )
  return Buffer.from(plain, 'latin1')
}
