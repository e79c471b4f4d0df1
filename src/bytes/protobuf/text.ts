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

/**
 * The binary form of a message in protobuf's text form, with the wanted fields only. As lenient as the
 * reference parser: either kind of bracket, optional colons and separators, adjacent strings, lists, comments.
 */
export function parseTextProto(text: string, schema: Schema, tick: () => void): Buffer {
  const token =
    /\s+|#[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[{}<>[\]:,;]|[^\s{}<>[\]:,;"'#]+/y
  const stack: Open[] = [{ schema, number: undefined, parts: [], close: '' }]
  let name = ''
  let pending: Buffer[] = []
  let steps = 0
  for (;;) {
    if (++steps % 1024 === 0) tick()
    const at = token.lastIndex
    const found = token.exec(text)?.[0]
    if (found === undefined) {
      if (at < text.length) throw malformed('text that is no protobuf text form', at)
      break
    }
    const first = found[0] ?? ''
    if (/\s|#/.test(first)) continue
    const top = stack.at(-1)!
    if (first === '"' || first === "'") {
      pending.push(unescape(found.slice(1, -1)))
      continue
    }
    flush(top, name, pending)
    pending = []
    if (found === '{' || found === '<') {
      const field = top.schema?.[name]
      const inner = field && field.kind !== 'bytes' ? field : undefined
      if (stack.length > MAX_DEPTH) throw overLimit('messages nested too deep', at)
      stack.push({
        schema: inner?.kind === 'bytes' ? undefined : inner?.kind,
        number: inner?.number,
        parts: [],
        close: found === '{' ? '}' : '>',
      })
    } else if (found === '}' || found === '>') {
      if (stack.length === 1 || found !== top.close) throw malformed(`a ${found} that closes nothing`, at)
      stack.pop()
      if (top.number !== undefined) stack.at(-1)!.parts.push(bytesField(top.number, Buffer.concat(top.parts)))
    } else if (/[A-Za-z_]/.test(first) && text[nextSolid(text, token.lastIndex)]?.match(/[:{<]/)) name = found
  }
  flush(stack.at(-1)!, name, pending)
  if (stack.length > 1) throw malformed('the text form ends inside a message', text.length)
  return Buffer.concat(stack[0]!.parts)
}

function flush(open: Open, name: string, pending: readonly Buffer[]): void {
  const field = open.schema?.[name]
  if (pending.length > 0 && field?.kind === 'bytes')
    open.parts.push(bytesField(field.number, Buffer.concat(pending)))
}

function nextSolid(text: string, at: number): number {
  let i = at
  while (i < text.length && i < at + 1024 && /\s/.test(text[i]!)) i++
  return i
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
    (_, octal: string, hex: string, letter: string) => {
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
      return ESCAPES[letter] ?? letter
    },
  )
  return Buffer.from(plain, 'latin1')
}
