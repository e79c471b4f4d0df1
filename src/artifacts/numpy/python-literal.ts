import { malformed } from '../../model/read-error.ts'

/** A value of Python's literal grammar, as `ast.literal_eval` takes it. */
export type PythonLiteral =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'constant'; readonly value: true | false | null }
  | { readonly kind: 'sequence'; readonly bracket: '(' | '[' | '{'; readonly items: readonly PythonLiteral[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [PythonLiteral, PythonLiteral])[] }

/** The text goes on with something that only evaluation gives a value: a name, a call, an operator. */
export class NotALiteral extends Error {
  readonly offset: number

  constructor(what: string, offset: number) {
    super(what)
    this.name = 'NotALiteral'
    this.offset = offset
  }
}

const MAX_DEPTH = 64
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy
const STRING_PREFIX = /^(?:[uUbBrR]|[bB][rR]|[rR][bB])$/
const CONSTANTS: Readonly<Record<string, true | false | null>> = { True: true, False: false, None: null }

/**
 * Reads one literal that fills the text. Throws `NotALiteral` at code, `ReadError` at text that is neither.
 * The `L` of Python 2 integers is taken, as numpy takes it.
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  let at = 0
  const result = value(0)
  space()
  if (at < text.length) throw unexpected()
  return result

  function space(): void {
    while (/[ \t\n\r\f]/.test(text[at] ?? '')) at++
  }

  function unexpected(): Error {
    const char = text[at]
    if (char === undefined) return malformed('the literal ends early', at)
    if (/[\p{L}_.(+\-*/%@&|^~<>=![]/u.test(char)) return new NotALiteral(text.slice(at, at + 80).trim(), at)
    return malformed(`${JSON.stringify(char)} where none belongs`, at)
  }

  function value(depth: number): PythonLiteral {
    space()
    if (depth > MAX_DEPTH) throw malformed(`literals nested deeper than ${MAX_DEPTH}`, at)
    const char = text[at]
    if (char === "'" || char === '"') return strings()
    if (char === '(' || char === '[') return sequence(char, depth)
    if (char === '{') return dictOrSet(depth)
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (word !== undefined) return named(word)
    return number()
  }

  function named(word: string): PythonLiteral {
    const quote = text[at + word.length]
    if ((quote === "'" || quote === '"') && STRING_PREFIX.test(word)) return strings()
    if (!Object.hasOwn(CONSTANTS, word)) throw new NotALiteral(text.slice(at, at + 80).trim(), at)
    at += word.length
    return { kind: 'constant', value: CONSTANTS[word]! }
  }

  function number(): PythonLiteral {
    NUMBER.lastIndex = at
    const literal = NUMBER.exec(text)?.[0]
    if (literal === undefined) throw unexpected()
    at += literal.length
    if (text[at] === 'L' || text[at] === 'l') at++
    const digits = literal.replaceAll('_', '')
    const unsigned = digits.replace(/^[+-]/, '')
    return { kind: 'number', value: digits.startsWith('-') ? -Number(unsigned) : Number(unsigned) }
  }

  /** Adjacent strings are one, as in Python. */
  function strings(): PythonLiteral {
    let joined = ''
    for (;;) {
      const prefix = /^[a-zA-Z]*/.exec(text.slice(at, at + 2))![0]
      at += prefix.length
      joined += string(/r/i.test(prefix))
      space()
      const next = /^(?:[a-zA-Z]{1,2})?(?=['"])/.exec(text.slice(at, at + 3))
      if (!next || (next[0] !== '' && !STRING_PREFIX.test(next[0]))) return { kind: 'string', value: joined }
    }
  }

  function string(raw: boolean): string {
    const delimiter = text.startsWith(text[at]!.repeat(3), at) ? text[at]!.repeat(3) : text[at]!
    at += delimiter.length
    const start = at
    while (!text.startsWith(delimiter, at)) {
      if (at >= text.length) throw malformed('a string does not end', start)
      at += text[at] === '\\' ? 2 : 1
    }
    const body = text.slice(start, at)
    at += delimiter.length
    return raw ? body : unescape(body)
  }

  function sequence(bracket: '(' | '[', depth: number): PythonLiteral {
    at++
    const items: PythonLiteral[] = []
    const close = bracket === '(' ? ')' : ']'
    let separated = false
    for (;;) {
      space()
      if (text[at] === close) break
      items.push(value(depth + 1))
      separated = comma(close)
      if (!separated) break
    }
    at++
    const [only] = items
    if (bracket === '(' && items.length === 1 && only && !separated) return only
    return { kind: 'sequence', bracket, items }
  }

  /** Steps over a comma; false when the bracket closes instead. */
  function comma(close: string): boolean {
    space()
    if (text[at] === close) return false
    if (text[at] !== ',') throw unexpected()
    at++
    return true
  }

  function dictOrSet(depth: number): PythonLiteral {
    at++
    const entries: [PythonLiteral, PythonLiteral][] = []
    const items: PythonLiteral[] = []
    for (;;) {
      space()
      if (text[at] === '}') break
      const key = value(depth + 1)
      space()
      if (text[at] === ':') {
        at++
        entries.push([key, value(depth + 1)])
      } else items.push(key)
      if (!comma('}')) break
    }
    at++
    if (items.length > 0 && entries.length > 0) throw malformed('half a dict, half a set', at)
    return items.length > 0 ? { kind: 'sequence', bracket: '{', items } : { kind: 'dict', entries }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' }

function unescape(body: string): string {
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, unicode?: string, octal?: string, char?: string) => {
      const code = hex ?? unicode
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      return ESCAPES[char!] ?? char!
    },
  )
}
