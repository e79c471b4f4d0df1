import { isBytesPrefix, literalText } from '../../syntax/python/literal.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import type { Scope } from './scope.ts'
import type { Evaluator } from './evaluate.ts'
import { choice, joined, MAX_TEXT, text, textsOf, UNKNOWN, type Value } from './value.ts'

const MAX_ITEMS = 2000
const QUOTES = /^([a-zA-Z]{0,3})("""|'''|"|')/

/** The value of a literal: texts, numbers, lists, dictionaries, comprehensions as the one element that they show. */
export function literalValue(node: SyntaxNode, scope: Scope, evaluator: Evaluator): Value {
  switch (node.type) {
    case 'string':
      return stringValue(node, scope, evaluator)
    case 'concatenated_string':
      return node.children
        .slice(0, MAX_ITEMS)
        .reduce<Value>((sum, part) => joined(sum, evaluator.valueOf(part, scope)), text(''))
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'none':
      return { kind: 'plain', text: evaluator.source(node).slice(0, 100) }
    case 'unary_operator': {
      const value = evaluator.valueOf(child(node, 'argument'), scope)
      const negative = evaluator.program.text[node.start] === '-'
      return value.kind === 'plain' && negative ? { kind: 'plain', text: `-${value.text}` } : UNKNOWN
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return {
        kind: 'list',
        items: node.children.slice(0, MAX_ITEMS).map((c) => evaluator.valueOf(c, scope)),
      }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return { kind: 'list', items: [evaluator.valueOf(child(node, 'body'), scope)] }
    case 'dictionary':
      return dictValue(node, scope, evaluator)
    default:
      return UNKNOWN
  }
}

function dictValue(node: SyntaxNode, scope: Scope, evaluator: Evaluator): Value {
  const entries = new Map<string, Value>()
  for (const [i, entry] of node.children.slice(0, MAX_ITEMS).entries()) {
    if (entry.type === 'dictionary_splat') {
      const inner = evaluator.valueOf(entry.children[0], scope)
      if (inner.kind === 'dict' && entries.size + inner.entries.size <= MAX_ITEMS)
        for (const [k, v] of inner.entries) entries.set(k, v)
      continue
    }
    const value = evaluator.valueOf(child(entry, 'value'), scope)
    const keys = textsOf(evaluator.valueOf(child(entry, 'key'), scope))
    // Entries under keys that are not known still can be met.
    if (keys.length === 0) entries.set(`\0${i}`, value)
    for (const key of keys) entries.set(key.text, value)
  }
  return { kind: 'dict', entries }
}

function stringValue(node: SyntaxNode, scope: Scope, evaluator: Evaluator): Value {
  const raw = evaluator.source(node)
  const match = QUOTES.exec(raw)
  if (!match || isBytesPrefix(match[1]!)) return UNKNOWN
  const [, prefix = '', quote = ''] = match
  if (node.children.length === 0) {
    const inside = raw.slice(prefix.length + quote.length, -quote.length)
    return inside.length > MAX_TEXT ? UNKNOWN : text(literalText(prefix, inside))
  }
  let value: Value = text('')
  for (const part of node.children.slice(0, 200)) {
    if (part.type === 'string_content')
      value = joined(
        value,
        text(literalText(prefix, evaluator.source(part)).replaceAll('{{', '{').replaceAll('}}', '}')),
      )
    else if (part.type === 'interpolation') {
      const inner = evaluator.valueOf(child(part, 'expression'), scope)
      const plain: Value = inner.kind === 'plain' ? text(inner.text) : choice(textsOf(inner))
      value = joined(value, plain)
    }
  }
  return value
}
