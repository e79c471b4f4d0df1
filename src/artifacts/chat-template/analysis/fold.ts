import type { Arguments, Expression } from '../jinja/ast.ts'

/** A value that is known before rendering. */
export type Known = string | number | boolean | null | readonly Known[]

/** All values that a name may hold, as far as they are constants. */
export type Constants = ReadonlyMap<string, readonly Known[]>

const MAX_VALUES = 8
const MAX_TEXT = 10_000
const MAX_ITEMS = 1000

/**
 * The constants that an expression can come to; empty when it depends on anything else. Names of attributes
 * are hidden by building them from pieces, so every way that is used for that is followed.
 */
export function fold(expression: Expression, constants: Constants): readonly Known[] {
  switch (expression.kind) {
    case 'const':
      return [expression.value]
    case 'name':
      return constants.get(expression.name) ?? []
    case 'attribute':
      return expression.object.kind === 'name'
        ? (constants.get(`${expression.object.name}.${expression.name}`) ?? [])
        : []
    case 'list':
      return foldList(expression.items, constants)
    // Its values, in order: what is looked up in it by a condition is one of them.
    case 'dict':
      return foldList(
        expression.entries.map(([, value]) => value),
        constants,
      )
    case 'binary':
      return combine(fold(expression.left, constants), fold(expression.right, constants), (l, r) =>
        operate(expression.operator, l, r),
      )
    case 'conditional':
      return limit([
        ...fold(expression.consequent, constants),
        ...(expression.otherwise ? fold(expression.otherwise, constants) : []),
      ])
    case 'item':
      return foldItem(expression, constants)
    case 'filter':
      return expression.input ? foldFilter(expression.name, expression.input, expression.args, constants) : []
    case 'call':
      return foldCall(expression, constants)
    case 'unary':
      return fold(expression.operand, constants).flatMap((v) =>
        typeof v === 'number' && expression.operator === '-' ? [-v] : [],
      )
    default:
      return []
  }
}

function limit(values: readonly Known[]): readonly Known[] {
  return values.filter((v) => typeof v !== 'string' || v.length <= MAX_TEXT).slice(0, MAX_VALUES)
}

function combine(
  left: readonly Known[],
  right: readonly Known[],
  join: (l: Known, r: Known) => Known | undefined,
): readonly Known[] {
  return limit(left.flatMap((l) => right.flatMap((r) => join(l, r) ?? [])))
}

function foldList(items: readonly Expression[], constants: Constants): readonly Known[] {
  if (items.length > MAX_ITEMS) return []
  const folded = items.map((item) => fold(item, constants)[0])
  return folded.includes(undefined) ? [] : [folded as Known[]]
}

function operate(operator: string, left: Known, right: Known): Known | undefined {
  if (operator === '~') return textOf(left) + textOf(right)
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right
  if (operator === '+' && typeof left === 'number' && typeof right === 'number') return left + right
  if (operator === '%' && typeof left === 'string')
    return formatPercent(left, Array.isArray(right) ? right : [right])
  if (operator === '*' && typeof left === 'string' && typeof right === 'number')
    return left.length * right <= MAX_TEXT ? left.repeat(Math.max(0, Math.floor(right))) : undefined
  return undefined
}

export function textOf(value: Known): string {
  return Array.isArray(value) ? value.map(textOf).join('') : String(value)
}

function formatPercent(pattern: string, values: readonly Known[]): string {
  let next = 0
  return pattern.replace(/%[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/g, (_, conversion: string) => {
    if (conversion === '%') return '%'
    const value = values[next++] ?? ''
    return conversion === 'c' && typeof value === 'number' ? fromCode(value) : textOf(value)
  })
}

function fromCode(code: number): string {
  return code >= 0 && code <= 0x10_ffff ? String.fromCodePoint(Math.floor(code)) : ''
}

function foldItem(expression: Expression & { kind: 'item' }, constants: Constants): readonly Known[] {
  const { object, index } = expression
  const base = fold(object, constants)
  if (index.kind === 'slice') {
    const parts = index.parts.map((part) => (part ? fold(part, constants)[0] : undefined))
    return limit(base.flatMap((value) => (typeof value === 'string' ? [slice(value, parts)] : [])))
  }
  return combine(base, fold(index, constants), (value, at) => {
    if (typeof at !== 'number' || (typeof value !== 'string' && !Array.isArray(value))) return undefined
    return value.at(at) as Known | undefined
  })
}

function slice(text: string, [start, stop, step]: readonly (Known | undefined)[]): string {
  const stride = typeof step === 'number' && step !== 0 ? Math.trunc(step) : 1
  const characters = Array.from(text)
  const ordered = stride < 0 ? characters.toReversed() : characters
  const from = stride > 0 && typeof start === 'number' ? start : 0
  const to = stride > 0 && typeof stop === 'number' ? stop : ordered.length
  return ordered
    .slice(from, to)
    .filter((_, i) => i % Math.abs(stride) === 0)
    .join('')
}

function foldFilter(
  name: string,
  input: Expression,
  args: Arguments,
  constants: Constants,
): readonly Known[] {
  // dict(__cla=1, ss__=1)|join spells a name with keywords.
  if (name === 'join' || name === 'list' || name === 'string' || name === 'first') {
    const keywords = keywordNames(input)
    if (keywords)
      return name === 'join' ? [keywords.join('')] : name === 'first' ? keywords.slice(0, 1) : [keywords]
  }
  const values = args.positional.map((arg) => fold(arg, constants)[0])
  return limit(fold(input, constants).flatMap((value) => method(name, value, values) ?? []))
}

function keywordNames(expression: Expression): string[] | undefined {
  if (expression.kind !== 'call' || expression.callee.kind !== 'name') return undefined
  return expression.callee.name === 'dict' ? expression.args.named.map((n) => n.name) : undefined
}

function foldCall(expression: Expression & { kind: 'call' }, constants: Constants): readonly Known[] {
  const { callee, args } = expression
  if (callee.kind !== 'attribute') return []
  const values = args.positional.map((arg) => fold(arg, constants)[0])
  const base = fold(callee.object, constants)
  if (callee.name === 'join') {
    const [items] = values
    return limit(base.flatMap((glue) => (Array.isArray(items) ? [items.map(textOf).join(textOf(glue))] : [])))
  }
  return limit(base.flatMap((value) => method(callee.name, value, values) ?? []))
}

/** Methods of strings and filters that share their names. */
function method(name: string, value: Known, args: readonly (Known | undefined)[]): Known | undefined {
  if (Array.isArray(value)) {
    if (name === 'join') return value.map(textOf).join(args[0] === undefined ? '' : textOf(args[0]))
    if (name === 'first' || name === 'last') return value.at(name === 'first' ? 0 : -1)
    if (name === 'reverse') return value.toReversed()
    return name === 'list' ? value : undefined
  }
  if (typeof value !== 'string') return name === 'string' ? textOf(value) : undefined
  switch (name) {
    case 'lower':
      return value.toLowerCase()
    case 'upper':
      return value.toUpperCase()
    case 'title':
    case 'capitalize':
      return value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase()
    case 'trim':
    case 'strip':
      return value.trim()
    case 'reverse':
      return Array.from(value).toReversed().join('')
    case 'list':
      return Array.from(value).slice(0, MAX_ITEMS)
    case 'first':
      return value.slice(0, 1)
    case 'last':
      return value.slice(-1)
    case 'string':
    case 'safe':
    case 'e':
    case 'escape':
      return value
    case 'replace': {
      const [from, to] = args
      return typeof from === 'string' && typeof to === 'string' ? value.replaceAll(from, () => to) : undefined
    }
    case 'format':
      return formatAny(value, args)
    case 'join':
      return args[0] === undefined ? value : Array.from(value).join(textOf(args[0]))
    case 'split':
      return typeof args[0] === 'string' && args[0] !== '' ? value.split(args[0]) : undefined
    default:
      return undefined
  }
}

/** `'%s'|format(…)` and `'{}'.format(…)` */
function formatAny(pattern: string, args: readonly (Known | undefined)[]): string {
  const known = args.map((arg) => arg ?? '')
  let next = 0
  const braced = pattern.replace(/\{(\d*)(?::c)?\}/g, (field, index: string) => {
    const value = known[index === '' ? next++ : Number(index)] ?? ''
    return field.endsWith(':c}') && typeof value === 'number' ? fromCode(value) : textOf(value)
  })
  return formatPercent(braced, known)
}
