import { evaluateCall } from './calls.ts'
import { evaluateComprehension } from './comprehensions.ts'
import { binary, constantText, HOLE, MAX_TEXT } from './fold.ts'
import { isBytesPrefix, literalText } from '../../syntax/python/literal.ts'
import { define, note, sliceOf, type Machine } from './machine.ts'
import { identifierName } from './names.ts'
import { attributeOf, itemOf } from './reach.ts'
import { bind, lookUp, merged, type Scope } from './scope.ts'
import { textOrigin } from './sources.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { FROM, originOf, unknown, UNKNOWN, type Origin, type Value } from './value.ts'

const MAX_DEPTH = 350
const MAX_ITEMS = 200_000

/** What an expression can be, as far as the text alone says; effects on the way are recorded. */
export function evaluate(m: Machine, node: SyntaxNode, scope: Scope): Value {
  if (!m.step()) return UNKNOWN
  if (m.depth >= MAX_DEPTH) {
    note(m, 'too-deep', scope.source, node, 'an expression is nested deeper than people write')
    return UNKNOWN
  }
  m.depth++
  try {
    return affordable(m, dispatch(m, node, scope))
  } finally {
    m.depth--
  }
}

const BIG = 4096

/** What constants can grow to is bounded over the whole source, not only one by one. */
function affordable(m: Machine, value: Value): Value {
  const size =
    value.kind === 'text' || value.kind === 'bytes'
      ? value.text.length
      : value.kind === 'list'
        ? value.items.length * 64
        : 0
  if (size < BIG) return value
  m.folded += size
  return m.folded > MAX_FOLDED || size > MAX_TEXT * 64 ? unknown(originOf(value)) : value
}

const MAX_FOLDED = 128 * MAX_TEXT

function dispatch(m: Machine, node: SyntaxNode, scope: Scope): Value {
  switch (node.type) {
    case 'identifier':
      return identifier(m, node, scope)
    case 'string':
      return string(m, node, scope)
    case 'concatenated_string':
      return concatenated(m, node, scope)
    case 'integer':
    case 'float':
      return number(sliceOf(scope.source, node))
    case 'true':
    case 'false':
      return { kind: 'number', number: node.type === 'true' ? 1 : 0, from: 0 }
    case 'none':
    case 'ellipsis':
    case 'lambda_parameters':
      return UNKNOWN
    case 'attribute':
      return attribute(m, node, scope)
    case 'call':
      return evaluateCall(m, node, scope)
    case 'subscript':
      return subscript(m, node, scope)
    case 'binary_operator':
      return operators(m, node, scope)
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return list(m, node, scope)
    case 'dictionary':
      return dictionary(m, node, scope)
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension':
    case 'dictionary_comprehension':
      return evaluateComprehension(m, node, scope)
    case 'conditional_expression':
    case 'boolean_operator':
      return either(m, node, scope)
    case 'comparison_operator':
    case 'not_operator':
      // An answer of yes or no carries nothing away.
      all(m, node, scope)
      return UNKNOWN
    case 'lambda':
      return lambda(m, node, scope)
    case 'named_expression':
      return named(m, node, scope)
    case 'parenthesized_expression':
    case 'await':
    case 'type':
    case 'yield':
      return node.children.length === 1 ? m.evaluate(node.children[0]!, scope) : all(m, node, scope)
    default:
      return all(m, node, scope)
  }
}

function all(m: Machine, node: SyntaxNode, scope: Scope): Value {
  let from: Origin = 0
  for (const c of node.children) from |= originOf(m.evaluate(c, scope))
  return unknown(from)
}

function identifier(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const name = identifierName(m, node, scope)
  const known = lookUp(scope, name)
  if (known) return known
  return { kind: 'ref', name, from: 0 }
}

function string(m: Machine, node: SyntaxNode, scope: Scope): Value {
  if (node.children.length === 0) return plainString(m, sliceOf(scope.source, node))
  let prefix = ''
  let text = ''
  let from: Origin = 0
  for (const part of node.children) {
    if (part.type === 'string_start') prefix = sliceOf(scope.source, part)
    else if (part.type === 'string_content') text += literalText(prefix, sliceOf(scope.source, part))
    else if (part.type === 'interpolation') {
      const expression = child(part, 'expression')
      const value = expression ? m.evaluate(expression, scope) : UNKNOWN
      from |= originOf(value)
      const shown = constantText(value)
      text += shown ?? HOLE
      if (shown === undefined) from |= FROM.partial
    }
  }
  const origins = from | textOrigin(text)
  remember(m, text, origins)
  return { kind: isBytesPrefix(prefix) ? 'bytes' : 'text', text, from: origins }
}

const LITERAL = /^([a-zA-Z]{0,3})("""|'''|"|')/

function plainString(m: Machine, written: string): Value {
  const opening = LITERAL.exec(written)
  if (!opening) return UNKNOWN
  const [start, prefix, quote] = opening
  const inside = written.slice(start.length, written.endsWith(quote!) ? -quote!.length : undefined)
  const text = literalText(prefix!, inside)
  const from = textOrigin(text)
  remember(m, text, from)
  return { kind: isBytesPrefix(prefix!) ? 'bytes' : 'text', text, from }
}

/** Places of keys, wallets and ransom notes count even where nobody can follow what is done with them. */
function remember(m: Machine, text: string, from: Origin): void {
  if (m.places.size < 200 && text.length < 4096 && (from & FROM.secretPath || MARK.test(text)))
    m.places.add(text.slice(0, 200))
}

const MARK =
  /(?:your (?:\w+ )?files (?:have been|are|were) encrypted|\.onion\b|(?:\(?bc1|\[13\]|0x\[a-f)[^ ]{0,40}\{\d+,?\d*\}|stratum\+tcp)/i

function concatenated(m: Machine, node: SyntaxNode, scope: Scope): Value {
  let whole: Value | undefined
  for (const part of node.children) {
    const value = m.evaluate(part, scope)
    whole = whole ? binary('+', whole, value) : value
  }
  return whole ?? UNKNOWN
}

function number(written: string): Value {
  const value = Number(written.replaceAll('_', ''))
  return Number.isFinite(value) ? { kind: 'number', number: value, from: 0 } : UNKNOWN
}

function attribute(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const object = child(node, 'object')
  const name = child(node, 'attribute')
  if (!object || !name) return all(m, node, scope)
  return attributeOf(m.evaluate(object, scope), identifierName(m, name, scope))
}

function subscript(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const object = child(node, 'value')
  const index = node.children.filter((c) => c.field === 'subscript')
  if (!object) return all(m, node, scope)
  const value = m.evaluate(object, scope)
  const [first] = index
  if (first?.type === 'slice' && index.length === 1) {
    const parts = sliceOf(scope.source, first).split(':')
    for (const c of first.children) m.evaluate(c, scope)
    return itemOf(value, { kind: 'slice', parts }, scope)
  }
  let at: Value = UNKNOWN
  for (const i of index) at = m.evaluate(i, scope)
  return itemOf(value, { kind: 'item', at: index.length === 1 ? at : UNKNOWN }, scope)
}

/** Long sums nest to the left; they are walked, not recursed into. */
function operators(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const chain: SyntaxNode[] = []
  let at = node
  for (;;) {
    const left = child(at, 'left')
    chain.push(at)
    if (left?.type !== 'binary_operator') break
    at = left
  }
  const innermost = child(at, 'left')
  let value = innermost ? m.evaluate(innermost, scope) : UNKNOWN
  for (const step of chain.toReversed()) {
    const left = child(step, 'left')
    const right = child(step, 'right')
    if (!left || !right) continue
    const operator = scope.source.text.slice(left.end, right.start).replaceAll(/[\s()\\]/g, '')
    value = binary(operator, value, m.evaluate(right, scope))
  }
  return value
}

function list(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const items: Value[] = []
  let from: Origin = 0
  for (const c of node.children) {
    const value = m.evaluate(c, scope)
    if (items.length < MAX_ITEMS) items.push(value)
    from |= value.from
  }
  return { kind: 'list', items, from }
}

function dictionary(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const entries = new Map<string, Value>()
  let from: Origin = 0
  for (const pair of node.children) {
    const key = child(pair, 'key')
    const value = child(pair, 'value')
    if (!key || !value) {
      from |= originOf(m.evaluate(pair, scope))
      continue
    }
    const name = m.evaluate(key, scope)
    const held = m.evaluate(value, scope)
    from |= originOf(held) | name.from
    entries.set(name.kind === 'text' ? name.text : `#${entries.size}`, held)
  }
  return { kind: 'dict', entries, from }
}

function either(m: Machine, node: SyntaxNode, scope: Scope): Value {
  let value: Value = UNKNOWN
  for (const c of node.children) value = merged(value, m.evaluate(c, scope))
  return value
}

function lambda(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const body = define(m, {
    node,
    name: '<lambda>',
    scope,
    ownerClass: scope.isClass ? scope.inClass : undefined,
  })
  return { kind: 'function', body, from: 0 }
}

function named(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const name = child(node, 'name')
  const value = child(node, 'value')
  if (!name || !value) return all(m, node, scope)
  const held = m.evaluate(value, scope)
  bind(scope, sliceOf(scope.source, name), held)
  return held
}
