import { textOrigin } from './sources.ts'
import { FROM, originOf, unknown, type Origin, type Value } from './value.ts'

/** Folded text beyond this is as good as unknown. */
export const MAX_TEXT: number = 1024 * 1024
/** Stands for a piece of text that is not known; as a name it is one that nothing bears. */
export const HOLE = '_'

/** Arithmetic and joining of constants; everything else keeps the origins only. */
export function binary(operator: string, left: Value, right: Value): Value {
  const from = originOf(left) | originOf(right)
  if (left.kind === 'number' && right.kind === 'number')
    return arithmetic(operator, left.number, right.number, from)
  if (operator === '+') return joined(left, right, from)
  if (operator === '*') return repeated(left, right, from) ?? repeated(right, left, from) ?? unknown(from)
  if (operator === '%' && left.kind === 'text') return formatted(left.text, right, from)
  if (operator === '/' && left.kind === 'ref') return below(left, right, from)
  return unknown(from)
}

/** `Path.home() / '.ssh' / 'id_rsa'`: the parts say together what none of them says alone. */
function below(left: Value & { kind: 'ref' }, right: Value, from: Origin): Value {
  const made = [...(left.made ?? []), right].slice(0, 8)
  const path = made.map((part) => constantText(part) ?? HOLE).join('/')
  return { ...left, made, from: from | textOrigin(path.slice(0, 4096)) }
}

function joined(left: Value, right: Value, from: Origin): Value {
  if ((left.kind === 'text' || left.kind === 'bytes') && left.kind === right.kind) {
    if (left.text.length + right.text.length > MAX_TEXT) return unknown(from)
    return { kind: left.kind, text: left.text + right.text, from }
  }
  if (left.kind === 'list' && right.kind === 'list' && left.items.length + right.items.length < 10_000)
    return { kind: 'list', items: [...left.items, ...right.items], from }
  const a = isText(left) ? left.text : HOLE
  const b = isText(right) ? right.text : HOLE
  if ((!isText(left) && !isText(right)) || a.length + b.length > MAX_TEXT) return unknown(from)
  const kind = isText(left) ? left.kind : isText(right) ? right.kind : 'text'
  return { kind, text: a + b, from: from | FROM.partial }
}

function repeated(value: Value, times: Value, from: Origin): Value | undefined {
  if ((value.kind !== 'text' && value.kind !== 'bytes') || times.kind !== 'number') return undefined
  const n = Math.max(0, Math.floor(times.number))
  return n * value.text.length > MAX_TEXT ? unknown(from) : { ...value, text: value.text.repeat(n), from }
}

function arithmetic(operator: string, a: number, b: number, from: Origin): Value {
  const small = Number.isInteger(a) && Number.isInteger(b) && Math.abs(a) < 2 ** 31 && Math.abs(b) < 2 ** 31
  const number = compute(operator, a, b, small)
  return number === undefined || !Number.isFinite(number) ? unknown(from) : { kind: 'number', number, from }
}

function compute(operator: string, a: number, b: number, small: boolean): number | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return Math.floor(a / b)
    case '%':
      return ((a % b) + b) % b
    case '**':
      return a ** b
    case '^':
      return small ? a ^ b : undefined
    case '|':
      return small ? a | b : undefined
    case '&':
      return small ? a & b : undefined
    case '<<':
      return small && b >= 0 && b < 31 ? a * 2 ** b : undefined
    case '>>':
      return small && b >= 0 && b < 32 ? a >> b : undefined
    default:
      return undefined
  }
}

/** `'%s%s' % (a, b)` with constants. */
function formatted(template: string, right: Value, from: Origin): Value {
  const items = right.kind === 'list' ? [...right.items] : [right]
  let holes = 0
  const text = template.replaceAll(/%[sdcx%]/g, (spec) => {
    if (spec === '%%') return '%'
    const value = items.shift()
    const shown = value === undefined ? undefined : constantText(value)
    if (shown === undefined) holes = FROM.partial
    return shown ?? HOLE
  })
  return text.length <= MAX_TEXT ? { kind: 'text', text, from: from | holes } : unknown(from)
}

function isText(value: Value): value is Value & { kind: 'text' | 'bytes' } {
  return value.kind === 'text' || value.kind === 'bytes'
}

export function constantText(value: Value): string | undefined {
  if (value.kind === 'text' || value.kind === 'bytes') return value.text
  return value.kind === 'number' ? String(value.number) : undefined
}
