import { byCodec } from './decode.ts'
import { constantText, HOLE, MAX_TEXT } from './fold.ts'
import { elements } from './comprehensions.ts'
import { FROM, originOf, unknown, type Origin, type Value } from './value.ts'

/** A method of a constant: `'sys'.join(…)`, `b'…'.decode()`. Keeps the origins when it cannot be folded. */
export function constantMethod(
  receiver: Value,
  method: string,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  let from = originOf(receiver)
  for (const a of args) from |= originOf(a)
  for (const a of named.values()) from |= originOf(a)
  if (receiver.kind === 'text' || receiver.kind === 'bytes')
    return textMethod(receiver, method, args, named, from) ?? unknown(from)
  if (receiver.kind === 'list' || receiver.kind === 'dict')
    return containerMethod(receiver, method, args, from)
  return unknown(from)
}

function textMethod(
  receiver: Value & { kind: 'text' | 'bytes' },
  method: string,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
  from: Origin,
): Value | undefined {
  const { text } = receiver
  const [first, second] = args.map(constantText)
  const same = (changed: string): Value | undefined =>
    changed.length > MAX_TEXT ? undefined : { kind: receiver.kind, text: changed, from }
  switch (method) {
    case 'join':
      return args[0] ? join(receiver, args[0], from) : undefined
    case 'decode':
      return byCodec({ ...receiver, from }, first ?? (args.length === 0 ? 'utf-8' : undefined))
    case 'encode':
      if (first && /rot|hex|base64|zip|zlib/.test(first)) return byCodec({ ...receiver, from }, first)
      return { kind: 'bytes', text: Buffer.from(text, 'utf8').toString('latin1'), from }
    case 'replace':
      if (first === undefined || second === undefined || (first === '' && text.length > 1000))
        return undefined
      return occurrences(text, first) * second.length > MAX_TEXT
        ? undefined
        : same(text.replaceAll(first, () => second))
    case 'lower':
      return same(text.toLowerCase())
    case 'upper':
      return same(text.toUpperCase())
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return args.length === 0 ? same(text.trim()) : unknown(from)
    case 'swapcase':
      return same(
        Array.from(text, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
      )
    case 'split':
      return {
        kind: 'list',
        items: pieces(text, first).map((t) => ({ kind: receiver.kind, text: t, from })),
        from,
      }
    case 'format':
      return format(text, args, named, from)
    default:
      return undefined
  }
}

function occurrences(text: string, piece: string): number {
  return piece === '' ? text.length + 1 : text.split(piece).length - 1
}

function pieces(text: string, separator: string | undefined): string[] {
  return (separator ? text.split(separator, 20_000) : text.trim().split(/\s+/, 20_000)).slice(0, 20_000)
}

function join(receiver: Value & { kind: 'text' | 'bytes' }, over: Value, from: Origin): Value | undefined {
  const items = elements(over)
  if (!items) return undefined
  const parts: string[] = []
  let size = 0
  for (const item of items) {
    if (item.kind !== 'text' && item.kind !== 'bytes') return undefined
    size += item.text.length + receiver.text.length
    if (size > MAX_TEXT) return undefined
    parts.push(item.text)
  }
  return { kind: receiver.kind, text: parts.join(receiver.text), from }
}

/** `{}`, `{0}`, `{name}` with constants and without format codes. */
function format(
  text: string,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
  from: Origin,
): Value | undefined {
  let next = 0
  let holes = 0
  const out = text.replaceAll(/\{\{|\}\}|\{(\w*)(?:[.[!:][^{}]*)?\}/g, (whole, key: string | undefined) => {
    if (key === undefined) return whole[0]!
    const value = key === '' ? args[next++] : /^\d+$/.test(key) ? args[Number(key)] : named.get(key)
    const shown = value === undefined ? undefined : constantText(value)
    if (shown === undefined) holes = FROM.partial
    return shown ?? HOLE
  })
  return out.length <= MAX_TEXT ? { kind: 'text', text: out, from: from | holes } : undefined
}

function containerMethod(receiver: Value, method: string, args: readonly Value[], from: Origin): Value {
  const [key, other] = args
  if (receiver.kind === 'dict' && method === 'get' && key?.kind === 'text')
    return receiver.entries.get(key.text) ?? other ?? unknown(from)
  if (receiver.kind === 'dict' && method === 'values')
    return { kind: 'list', items: [...receiver.entries.values()], from }
  if (receiver.kind === 'list' && method === 'copy') return receiver
  return unknown(from)
}

/** Built-in functions over constants: `chr`, `ord`, `bytes`, `str`, `reversed`, `map` of those. */
export function constantBuiltin(name: string, args: readonly Value[]): Value | undefined {
  const [a] = args
  if (!a) return undefined
  const from = originOf(a)
  switch (name) {
    case 'chr':
    case 'unichr': {
      const known = a.kind === 'number' && a.number >= 0 && a.number <= 0x10ffff
      const made = from | FROM.decoded
      return known
        ? { kind: 'text', text: String.fromCodePoint(Math.floor(a.number)), from: made }
        : unknown(made)
    }
    case 'ord':
      return a.kind === 'text' || a.kind === 'bytes'
        ? { kind: 'number', number: a.text.codePointAt(0) ?? 0, from }
        : unknown(from)
    case 'str':
      return { kind: 'text', text: constantText(a) ?? '', from: from }.text
        ? { kind: 'text', text: constantText(a)!, from }
        : passed(a)
    case 'int':
      return int(a, args[1])
    case 'bytes':
    case 'bytearray':
      return bytes(a)
    case 'list':
    case 'tuple':
    case 'iter':
    case 'set':
    case 'sorted': {
      const items = elements(a)
      return items ? { kind: 'list', items, from } : passed(a)
    }
    case 'reversed': {
      const items = elements(a)
      return items ? { kind: 'list', items: items.toReversed(), from: from | FROM.decoded } : passed(a)
    }
    case 'repr':
    case 'memoryview':
      return passed(a)
    default:
      return undefined
  }
}

/** Conversions do not wash off where a thing came from. */
function passed(value: Value): Value {
  return value.kind === 'ref' && value.from === 0 ? unknown(0) : unknown(originOf(value))
}

function int(a: Value, base: Value | undefined): Value {
  if (a.kind === 'number') return { ...a, number: Math.trunc(a.number) }
  const radix = base?.kind === 'number' ? base.number : 10
  const number =
    a.kind === 'text' && radix >= 2 && radix <= 36
      ? Number.parseInt(a.text.replace(/^0[xbo]/i, ''), radix)
      : Number.NaN
  return Number.isNaN(number) ? unknown(originOf(a)) : { kind: 'number', number, from: a.from }
}

function bytes(a: Value): Value {
  const from = originOf(a)
  if (a.kind === 'bytes') return a
  if (a.kind === 'text') return { kind: 'bytes', text: Buffer.from(a.text, 'utf8').toString('latin1'), from }
  if (a.kind !== 'list') return unknown(from)
  const codes: number[] = []
  for (const item of a.items) {
    if (item.kind !== 'number' || item.number < 0 || item.number > 255) return unknown(from | FROM.decoded)
    codes.push(item.number)
  }
  return { kind: 'bytes', text: Buffer.from(codes).toString('latin1'), from: from | FROM.decoded }
}
