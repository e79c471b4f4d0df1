import type { Guard } from '../facts.ts'
import type { Arguments, Expression } from '../jinja/ast.ts'
import { fold, type Constants, type Known } from './fold.ts'
import { flipped, isContent, merge, NOTHING, roleValue, withGuards, type Role, type Value } from './value.ts'

export interface Scope {
  readonly constants: Constants
  lookup(name: string): Value | undefined
  /** The value of a call of a macro of the template; undefined for other names. */
  callMacro(name: string, args: readonly Value[], named: ReadonlyMap<string, Value>): Value | undefined
}

/** Names under which the conversation reaches a template. */
const CONVERSATION: ReadonlyMap<string, Role> = new Map([
  ['messages', 'messages'],
  ['conversation', 'messages'],
  ['conversations', 'messages'],
  ['chat', 'messages'],
  ['history', 'messages'],
  ['message', 'message'],
  ['prompt', 'text'],
  ['query', 'text'],
  ['user_input', 'text'],
  ['loop', 'count'],
])

const CONTENT_KEYS = new Set(['content', 'text', 'prompt', 'query'])
const SEARCHES = new Set([
  'startswith',
  'endswith',
  'find',
  'rfind',
  'index',
  'count',
  'split',
  'rsplit',
  'partition',
  'rpartition',
  'removeprefix',
  'removesuffix',
  'match',
  'search',
])
const SEARCH_FILTERS = new Set([
  'selectattr',
  'rejectattr',
  'select',
  'reject',
  'map',
  'split',
  'startswith',
  'endswith',
  'regex_search',
  'regex_match',
  'contains',
])
const EQUALITY_TESTS = new Set([
  'in',
  'eq',
  'equalto',
  '==',
  'ne',
  '!=',
  'sameas',
  'containing',
  'contains',
  'startingwith',
  'startswith',
  'endswith',
  'match',
  'search',
])
/** Tests of the kind of a value: they ask nothing about what a message says. */
const COMPARISONS = new Set(['==', '!=', 'in', 'not in', '<', '>', '<=', '>='])

/** What an expression is, and which tests of the conversation went into it. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'name': {
      const role = CONVERSATION.get(expression.name)
      return scope.lookup(expression.name) ?? (role === undefined ? NOTHING : roleValue(role))
    }
    case 'attribute':
      return member(expression.object, [expression.name], scope)
    case 'item':
      return itemValue(expression, scope)
    case 'call':
      return callValue(expression, scope)
    case 'filter':
      return filterValue(expression, scope)
    case 'test':
      return testValue(expression, scope)
    case 'unary':
      return {
        roles: NOTHING.roles,
        guards: negated(expression.operator, evaluate(expression.operand, scope).guards),
      }
    case 'binary':
      return binaryValue(expression, scope)
    case 'conditional': {
      const { guards } = evaluate(expression.test, scope)
      const arms = [expression.consequent, ...(expression.otherwise ? [expression.otherwise] : [])]
      return withGuards(merge(...arms.map((arm) => evaluate(arm, scope))), guards)
    }
    case 'list':
      return asText(merge(...expression.items.map((item) => evaluate(item, scope))))
    case 'dict':
      return asText(merge(...expression.entries.map(([, value]) => evaluate(value, scope))))
    default:
      return NOTHING
  }
}

function negated(operator: string, guards: readonly Guard[]): readonly Guard[] {
  return operator === 'not' ? flipped(guards) : guards
}

/** Content that went into something else is text from there on. */
function asText(value: Value): Value {
  if (!value.roles.has('content')) return value
  const roles = new Set(value.roles)
  roles.delete('content')
  return { roles: roles.add('text'), guards: value.guards }
}

function words(expressions: readonly Expression[], { constants }: Scope): string[] {
  return expressions.flatMap((expression) => fold(expression, constants).flatMap(stringsIn)).slice(0, 50)
}

function stringsIn(value: Known): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? (value as readonly Known[]).flatMap(stringsIn) : []
}

function member(object: Expression, names: readonly string[], scope: Scope): Value {
  if (object.kind === 'name') {
    const own = scope.lookup(`${object.name}.${names[0]}`)
    if (own) return own
  }
  const base = evaluate(object, scope)
  if (names.some((name) => CONTENT_KEYS.has(name))) {
    const role: Role = names.includes('content') ? 'content' : 'text'
    return withGuards(roleValue(role), base.guards)
  }
  if (base.roles.has('count')) return base
  return { roles: NOTHING.roles, guards: base.guards }
}

function itemValue({ object, index }: Expression & { kind: 'item' }, scope: Scope): Value {
  const chosen = evaluate(index, scope)
  if (index.kind === 'slice') return withGuards(asText(evaluate(object, scope)), chosen.guards)
  const names = words([index], scope)
  if (names.length > 0) return withGuards(member(object, names, scope), chosen.guards)
  // `['', 'text'][content.count('x')]` chooses by what was tested.
  const guards = [...chosen.guards, ...contentGuards(chosen, [], index.line)]
  return withGuards(elementOf(evaluate(object, scope)), guards)
}

function contentGuards(value: Value, literals: readonly string[], line: number): Guard[] {
  return isContent(value) ? [{ on: 'content', words: literals, absent: false, line }] : []
}

/** What iterating or indexing gives. */
export function elementOf({ roles, guards }: Value): Value {
  const inner = new Set<Role>()
  if (roles.has('messages')) inner.add('message')
  if (roles.has('content')) inner.add('part')
  if (roles.has('text')) inner.add('text')
  if (roles.has('count')) inner.add('count')
  return { roles: inner, guards }
}

function callValue({ callee, args, line }: Expression & { kind: 'call' }, scope: Scope): Value {
  const positional = args.positional.map((arg) => evaluate(arg, scope))
  const named = new Map(args.named.map(({ name, value }) => [name, evaluate(value, scope)]))
  if (callee.kind === 'name') {
    if (callee.name === 'strftime_now') return roleValue('date')
    const result = scope.callMacro(callee.name, positional, named)
    return result ?? asText(merge(...positional, ...named.values()))
  }
  if (callee.kind !== 'attribute') return evaluate(callee, scope)
  if (callee.name === 'get') return member(callee.object, words(args.positional.slice(0, 1), scope), scope)
  const base = evaluate(callee.object, scope)
  const inputs = merge(base, ...positional)
  if (SEARCHES.has(callee.name) && isContent(base))
    return withGuards(asText(inputs), contentGuards(base, words(args.positional, scope), line))
  return asText(inputs)
}

function filterValue({ input, name, args, line }: Expression & { kind: 'filter' }, scope: Scope): Value {
  if (!input) return NOTHING
  const base = evaluate(input, scope)
  if (name === 'length' || name === 'count') {
    const roles = base.roles.has('messages') ? roleValue('count').roles : NOTHING.roles
    return { roles, guards: base.guards }
  }
  if (name === 'random') return withGuards(roleValue('random', ...base.roles), base.guards)
  if (name === 'first' || name === 'last') return elementOf(base)
  if (name === 'default' || name === 'd') return merge(base, ...values(args, scope))
  const literals = words([...args.positional, ...args.named.map((n) => n.value)], scope)
  const aboutContent =
    isContent(base) || (base.roles.has('messages') && literals.some((w) => /^content\b/.test(w)))
  const picked: Value =
    name === 'map' && literals.includes('content')
      ? { roles: roleValue('text').roles, guards: base.guards }
      : asText(base)
  if (!SEARCH_FILTERS.has(name) || !aboutContent) return merge(picked, ...values(args, scope))
  const searched = literals.filter(
    (word) => !/^content\b/.test(word) && !EQUALITY_TESTS.has(word) && !PLAIN_NAMES.has(word),
  )
  if (searched.length === 0) return picked
  return withGuards(picked, [{ on: 'content', words: searched, absent: false, line }])
}

/** Filters and tests by name, as arguments of `map` and `select`. */
const PLAIN_NAMES = new Set([
  'defined',
  'string',
  'none',
  'lower',
  'upper',
  'trim',
  'length',
  'attribute',
  'mapping',
  'iterable',
  'text',
  'type',
])

function values(args: Arguments, scope: Scope): Value[] {
  return [...args.positional, ...args.named.map((n) => n.value)].map((arg) => evaluate(arg, scope))
}

function testValue({ input, name, args, line }: Expression & { kind: 'test' }, scope: Scope): Value {
  const base = evaluate(input, scope)
  const guards = EQUALITY_TESTS.has(name)
    ? comparison(base, args.positional, scope, { line, absent: name === 'ne' || name === '!=' })
    : []
  return { roles: NOTHING.roles, guards: [...base.guards, ...guards] }
}

function binaryValue({ operator, left, right, line }: Expression & { kind: 'binary' }, scope: Scope): Value {
  const l = evaluate(left, scope)
  const r = evaluate(right, scope)
  if (!COMPARISONS.has(operator)) {
    // `a and b` is `b` under the condition `a`, and `or` is no different here.
    return operator === 'and' || operator === 'or' ? merge(l, r) : asText(merge(l, r))
  }
  const at = { line, absent: operator === 'not in' || operator === '!=' }
  const guards = [...comparison(l, [right], scope, at), ...comparison(r, [left], scope, at)]
  return { roles: NOTHING.roles, guards: [...l.guards, ...r.guards, ...guards] }
}

/** Prompts that hold today's date are compared too, but not with numbers. */
function hasDigits(value: Known): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /\d/.test(value))
}

/** Guards that comparing `value` with the other sides makes. */
function comparison(
  value: Value,
  others: readonly Expression[],
  scope: Scope,
  at: { readonly line: number; readonly absent: boolean },
): Guard[] {
  const { line, absent } = at
  const literals = words(others, scope)
  if (isContent(value)) {
    // Empty strings and null ask only whether there is content.
    const known = others.some((other) => fold(other, scope.constants).length > 0)
    const asked = literals.filter((word) => word !== '')
    if (known && asked.length === 0) return []
    return [{ on: 'content', words: asked, absent, line }]
  }
  if (value.roles.has('date') && others.some((other) => fold(other, scope.constants).some(hasDigits)))
    return [{ on: 'date', words: literals, absent, line }]
  if (value.roles.has('random')) return [{ on: 'random', words: literals, absent, line }]
  return value.roles.has('count') ? [{ on: 'count', words: [], absent, line }] : []
}
