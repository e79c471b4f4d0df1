import type { Arguments, Expression } from './ast.ts'
import type { TokenStream } from './token-stream.ts'

const NO_ARGUMENTS: Arguments = { positional: [], named: [] }
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>='])
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])

/** Jinja's precedence, loosest first. A comma makes a tuple only where `tuple` allows it. */
export function parseExpression(stream: TokenStream): Expression {
  return stream.nested(() => parseConditional(stream))
}

/** `a, b` without parentheses, as in `for` and `set`. `stop` names words that end it. */
export function parseTuple(stream: TokenStream): Expression {
  const line = stream.currentLine
  const first = parseExpression(stream)
  if (!stream.is(',')) return first
  const items = [first]
  while (stream.skipIf(',') && stream.peek() && !stream.is(')') && !stream.is('='))
    items.push(parseExpression(stream))
  return { kind: 'list', items, line }
}

/** The iterable of a `for`: its own `if` belongs to the loop, not to a conditional. */
export function parseWithoutConditional(stream: TokenStream): Expression {
  const line = stream.currentLine
  const first = parseOr(stream)
  if (!stream.is(',')) return first
  const items = [first]
  while (stream.skipIf(',') && stream.peek()) items.push(parseOr(stream))
  return { kind: 'list', items, line }
}

function parseConditional(stream: TokenStream): Expression {
  let value = parseOr(stream)
  while (stream.isName('if')) {
    const { line } = stream.next()
    const test = parseOr(stream)
    const otherwise = stream.skipIf('else', 'name') ? parseExpression(stream) : undefined
    value = { kind: 'conditional', test, consequent: value, otherwise, line }
  }
  return value
}

function parseOr(stream: TokenStream): Expression {
  return parseLeft(stream, parseAnd, (s) => (s.isName('or') ? 'or' : undefined))
}

function parseAnd(stream: TokenStream): Expression {
  return parseLeft(stream, parseNot, (s) => (s.isName('and') ? 'and' : undefined))
}

function parseLeft(
  stream: TokenStream,
  operand: (stream: TokenStream) => Expression,
  operatorOf: (stream: TokenStream) => string | undefined,
): Expression {
  let left = operand(stream)
  for (;;) {
    const operator = operatorOf(stream)
    if (operator === undefined) return left
    const { line } = stream.next()
    left = { kind: 'binary', operator, left, right: operand(stream), line }
  }
}

function parseNot(stream: TokenStream): Expression {
  if (!stream.isName('not')) return parseComparison(stream)
  const { line } = stream.next()
  return { kind: 'unary', operator: 'not', operand: stream.nested(() => parseNot(stream)), line }
}

function parseComparison(stream: TokenStream): Expression {
  let left = parseSum(stream)
  for (;;) {
    const line = stream.currentLine
    const token = stream.peek()
    if (token?.kind === 'operator' && COMPARISONS.has(token.text)) {
      stream.next()
      left = { kind: 'binary', operator: token.text, left, right: parseSum(stream), line }
    } else if (stream.skipIf('in', 'name')) {
      left = { kind: 'binary', operator: 'in', left, right: parseSum(stream), line }
    } else if (stream.isName('not') && stream.peek(1)?.text === 'in') {
      stream.next()
      stream.next()
      left = { kind: 'binary', operator: 'not in', left, right: parseSum(stream), line }
    } else return left
  }
}

const oneOf =
  (...operators: string[]) =>
  (stream: TokenStream): string | undefined =>
    operators.find((operator) => stream.is(operator))

const sumOperator = oneOf('+', '-')
const concatOperator = oneOf('~')
const productOperator = oneOf('*', '/', '//', '%')

function parseSum(stream: TokenStream): Expression {
  return parseLeft(stream, parseConcat, sumOperator)
}

function parseConcat(stream: TokenStream): Expression {
  return parseLeft(stream, parseProduct, concatOperator)
}

function parseProduct(stream: TokenStream): Expression {
  return parseLeft(stream, parsePower, productOperator)
}

function parsePower(stream: TokenStream): Expression {
  const left = parseUnary(stream, true)
  if (!stream.is('**')) return left
  const { line } = stream.next()
  const right = stream.nested(() => parsePower(stream))
  return { kind: 'binary', operator: '**', left, right, line }
}

function parseUnary(stream: TokenStream, filtered: boolean): Expression {
  const line = stream.currentLine
  const operator = sumOperator(stream)
  if (operator !== undefined) {
    stream.next()
    const operand = stream.nested(() => parseUnary(stream, false))
    const signed = parsePostfix(stream, { kind: 'unary', operator, operand, line })
    return filtered ? parseFilters(stream, signed) : signed
  }
  const value = parsePostfix(stream, parsePrimary(stream))
  return filtered ? parseFilters(stream, value) : value
}

function parsePrimary(stream: TokenStream): Expression {
  const token = stream.next()
  const { line, text } = token
  switch (token.kind) {
    case 'name': {
      const constant = CONSTANTS.get(text)
      return constant === undefined
        ? { kind: 'name', name: text, line }
        : { kind: 'const', value: constant, line }
    }
    case 'number':
      return { kind: 'const', value: Number(text.replaceAll('_', '')), line }
    case 'string': {
      const parts = [text]
      while (stream.peek()?.kind === 'string') parts.push(stream.next().text)
      return { kind: 'const', value: parts.join(''), line }
    }
    default:
      return parseBracket(stream, text, line)
  }
}

function parseBracket(stream: TokenStream, bracket: string, line: number): Expression {
  if (bracket === '(') {
    if (stream.skipIf(')')) return { kind: 'list', items: [], line }
    const inner = parseTuple(stream)
    stream.expect(')')
    return inner
  }
  if (bracket === '[') {
    const items: Expression[] = []
    while (!stream.skipIf(']')) {
      items.push(parseExpression(stream))
      if (!stream.is(']')) stream.expect(',')
    }
    return { kind: 'list', items, line }
  }
  if (bracket !== '{') stream.fail(`unexpected ${bracket}`)
  const entries: [Expression, Expression][] = []
  while (!stream.skipIf('}')) {
    const key = parseExpression(stream)
    stream.expect(':')
    entries.push([key, parseExpression(stream)])
    if (!stream.is('}')) stream.expect(',')
  }
  return { kind: 'dict', entries, line }
}

function parsePostfix(stream: TokenStream, start: Expression): Expression {
  let value = start
  for (;;) {
    const line = stream.currentLine
    if (stream.skipIf('.')) {
      const token = stream.next()
      if (token.kind === 'name') value = { kind: 'attribute', object: value, name: token.text, line }
      else if (token.kind === 'number') {
        const index: Expression = { kind: 'const', value: Number(token.text), line }
        value = { kind: 'item', object: value, index, line }
      } else stream.fail('expected a name after the dot')
    } else if (stream.skipIf('[')) {
      value = { kind: 'item', object: value, index: parseIndex(stream), line }
    } else if (stream.is('(')) {
      value = { kind: 'call', callee: value, args: parseArguments(stream), line }
    } else return value
  }
}

function parseIndex(stream: TokenStream): Expression {
  const line = stream.currentLine
  const items: Expression[] = []
  do {
    if (!stream.is(']')) items.push(parseSubscript(stream))
  } while (stream.skipIf(','))
  stream.expect(']')
  const [only] = items
  return only && items.length === 1 ? only : { kind: 'list', items, line }
}

function parseSubscript(stream: TokenStream): Expression {
  const line = stream.currentLine
  const start = stream.is(':') ? undefined : parseExpression(stream)
  if (start && !stream.is(':')) return start
  const parts = [start]
  while (stream.skipIf(':'))
    parts.push(stream.is(':') || stream.is(']') || stream.is(',') ? undefined : parseExpression(stream))
  return { kind: 'slice', parts, line }
}

/** Filters, tests and calls of what they give. */
export function parseFilters(stream: TokenStream, start: Expression | undefined): Expression {
  let value = start
  for (;;) {
    if (stream.is('|') || (value === undefined && start === undefined)) {
      stream.skipIf('|')
      const line = stream.currentLine
      const name = dottedName(stream)
      const args = stream.is('(') ? parseArguments(stream) : NO_ARGUMENTS
      value = { kind: 'filter', input: value, name, args, line }
    } else if (stream.isName('is') && value) value = parseTest(stream, value)
    else if (stream.is('(') && value) {
      const line = stream.currentLine
      value = { kind: 'call', callee: value, args: parseArguments(stream), line }
    } else if (value && (stream.is('.') || stream.is('['))) value = parsePostfix(stream, value)
    else if (value) return value
  }
}

function dottedName(stream: TokenStream): string {
  const parts = [stream.name()]
  while (stream.skipIf('.')) parts.push(stream.name())
  return parts.join('.')
}

function parseTest(stream: TokenStream, input: Expression): Expression {
  const { line } = stream.next()
  const negated = stream.skipIf('not', 'name')
  const name = dottedName(stream)
  const test: Expression = { kind: 'test', input, name, args: parseTestArguments(stream), line }
  return negated ? { kind: 'unary', operator: 'not', operand: test, line } : test
}

const NO_TEST_ARGUMENT = new Set(['else', 'or', 'and', 'is', 'if', 'not', 'in', 'recursive'])

function parseTestArguments(stream: TokenStream): Arguments {
  if (stream.is('(')) return parseArguments(stream)
  const token = stream.peek()
  if (!token || (token.kind === 'operator' && token.text !== '[' && token.text !== '{')) return NO_ARGUMENTS
  if (token.kind === 'name' && NO_TEST_ARGUMENT.has(token.text)) return NO_ARGUMENTS
  return { positional: [parsePostfix(stream, parsePrimary(stream))], named: [] }
}

function parseArguments(stream: TokenStream): Arguments {
  return stream.nested(() => {
    stream.expect('(')
    const positional: Expression[] = []
    const named: { name: string; value: Expression }[] = []
    while (!stream.skipIf(')')) {
      const spread = stream.skipIf('*') || stream.skipIf('**')
      if (
        !spread &&
        stream.peek()?.kind === 'name' &&
        stream.peek(1)?.text === '=' &&
        stream.peek(1)?.kind === 'operator'
      ) {
        const name = stream.name()
        stream.expect('=')
        named.push({ name, value: parseExpression(stream) })
      } else positional.push(parseExpression(stream))
      if (!stream.is(')')) stream.expect(',')
    }
    return { positional, named }
  })
}
