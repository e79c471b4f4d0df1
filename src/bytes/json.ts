import { malformed, overLimit } from '../model/read-error.ts'

export type JsonValue = string | number | boolean | null | JsonObject | JsonArray

export interface JsonObject {
  readonly kind: 'object'
  /** Counted from one. */
  readonly line: number
  /** In the order of the text, repeated keys included. */
  readonly members: readonly JsonMember[]
}

export interface JsonMember {
  readonly key: string
  readonly line: number
  readonly value: JsonValue
}

export interface JsonArray {
  readonly kind: 'array'
  readonly line: number
  readonly items: readonly JsonValue[]
}

export interface JsonDocument {
  readonly root: JsonValue
  /** Keys that stand twice in one object; parsers disagree on which of the two counts. */
  readonly repeated: readonly { readonly key: string; readonly line: number; readonly depth: number }[]
  /** The text starts with a byte order mark: Python's `json` refuses it, others skip it. */
  readonly bom: boolean
}

const MAX_DEPTH = 400
/** Objects, arrays and members: what one document may cost in memory. */
const MAX_NODES = 400_000
const MAX_REPEATED = 100

const NUMBER = /-?(?:Infinity|NaN|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
// oxlint-disable-next-line no-control-regex
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/**
 * Reads what Python's `json` reads (NaN and Infinity included), with line numbers and repeated keys,
 * which `JSON.parse` hides. Throws `ReadError`; its offset counts UTF-16 units.
 */
export function parseJson(text: string, checkpoint: () => void = () => {}): JsonDocument {
  const bom = text.charCodeAt(0) === 0xfeff
  let at = bom ? 1 : 0
  let line = 1
  let nodes = 0
  const repeated: { key: string; line: number; depth: number }[] = []

  const root = value(0)
  space()
  if (at < text.length) throw malformed('text follows the JSON document', at)
  return { root, repeated, bom }

  function space(): void {
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at)
      if (c === 10) line++
      else if (c !== 32 && c !== 9 && c !== 13) return
    }
  }

  function count(): void {
    if (++nodes > MAX_NODES) throw overLimit(`more than ${MAX_NODES} values in one JSON document`, at)
    if ((nodes & 1023) === 0) checkpoint()
  }

  function value(depth: number): JsonValue {
    space()
    if (depth > MAX_DEPTH) throw overLimit(`JSON nested deeper than ${MAX_DEPTH}`, at)
    switch (text[at]) {
      case '{':
        return object(depth)
      case '[':
        return array(depth)
      case '"':
        return string()
      case 't':
        return word('true', true)
      case 'f':
        return word('false', false)
      case 'n':
        return word('null', null)
      default:
        return number()
    }
  }

  function word<T extends boolean | null>(spelled: string, means: T): T {
    if (!text.startsWith(spelled, at)) throw malformed('no JSON value', at)
    at += spelled.length
    return means
  }

  function number(): number {
    NUMBER.lastIndex = at
    const match = NUMBER.exec(text)
    if (!match) throw malformed('no JSON value', at)
    at += match[0].length
    return Number(match[0])
  }

  function object(depth: number): JsonObject {
    count()
    const start = line
    const members: JsonMember[] = []
    const keys = new Set<string>()
    at++
    space()
    if (text[at] === '}') return (at++, { kind: 'object', line: start, members })
    for (;;) {
      space()
      if (text[at] !== '"') throw malformed('a JSON object needs a key here', at)
      const keyLine = line
      const key = string()
      space()
      if (text[at] !== ':') throw malformed('a JSON key needs a colon', at)
      at++
      count()
      members.push({ key, line: keyLine, value: value(depth + 1) })
      if (keys.has(key) && repeated.length < MAX_REPEATED) repeated.push({ key, line: keyLine, depth })
      keys.add(key)
      if (closes('}')) return { kind: 'object', line: start, members }
    }
  }

  function array(depth: number): JsonArray {
    count()
    const start = line
    const items: JsonValue[] = []
    at++
    space()
    if (text[at] === ']') return (at++, { kind: 'array', line: start, items })
    for (;;) {
      if ((items.length & 4095) === 0) checkpoint()
      items.push(value(depth + 1))
      if (closes(']')) return { kind: 'array', line: start, items }
    }
  }

  function closes(bracket: string): boolean {
    space()
    const c = text[at++]
    if (c === bracket) return true
    if (c !== ',') throw malformed('JSON ends early or lacks a comma', at - 1)
    return false
  }

  function string(): string {
    let out = ''
    at++
    for (;;) {
      PLAIN.lastIndex = at
      const plain = PLAIN.exec(text)![0]
      out += plain
      at += plain.length
      const c = text[at++]
      if (c === '"') return out
      if (c !== '\\') throw malformed('a JSON string does not end', at - 1)
      out += escape()
    }
  }

  function escape(): string {
    const c = text[at++] ?? ''
    const simple = ESCAPES[c]
    if (simple !== undefined) return simple
    const hex = text.slice(at, at + 4)
    if (c !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) throw malformed('a broken JSON escape', at - 1)
    at += 4
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && value.kind === 'object'
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return typeof value === 'object' && value !== null && value.kind === 'array'
}

/** The member that most parsers take: the last of that name. */
export function member(value: JsonValue | undefined, key: string): JsonMember | undefined {
  return isObject(value) ? value.members.findLast((m) => m.key === key) : undefined
}
