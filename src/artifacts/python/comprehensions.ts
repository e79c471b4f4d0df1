import { assign } from './assign.ts'
import type { Machine } from './machine.ts'
import { innerScope, type Scope } from './scope.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { originOf, unknown, UNKNOWN, type Origin, type Value } from './value.ts'

const MAX_UNROLLED = 20_000

/** Over a constant list it is unrolled (`chr(c ^ 7) for c in […]`); else its element is evaluated once. */
export function evaluateComprehension(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const body = child(node, 'body')
  const clauses = node.children.filter((c) => c.type === 'for_in_clause')
  const conditions = node.children.filter((c) => c.type === 'if_clause')
  const inner = innerScope(scope, {})
  let from: Origin = 0
  const [only] = clauses
  for (const clause of clauses) {
    const right = child(clause, 'right')
    const left = child(clause, 'left')
    if (!left || !right) continue
    const over = m.evaluate(right, inner)
    from |= originOf(over)
    const items = clauses.length === 1 && conditions.length === 0 ? elements(over) : undefined
    if (items && body && only === clause && node.type !== 'dictionary_comprehension') {
      const out: Value[] = []
      for (const item of items) {
        if (!m.step()) return unknown(from)
        assign(m, left, item, inner)
        const value = m.evaluate(body, inner)
        out.push(value)
        from |= value.from
      }
      return { kind: 'list', items: out, from }
    }
    assign(m, left, first(over, from), inner)
  }
  for (const condition of conditions) m.evaluate(condition, inner)
  const value = body ? m.evaluate(body, inner) : UNKNOWN
  return unknown(from | originOf(value))
}

/** The elements of a value whose elements are all known. */
export function elements(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.items.length <= MAX_UNROLLED ? value.items : undefined
  if (value.kind !== 'text' && value.kind !== 'bytes') return undefined
  if (value.text.length > MAX_UNROLLED) return undefined
  const { from } = value
  if (value.kind === 'bytes')
    return Array.from(value.text, (c) => ({ kind: 'number' as const, number: c.charCodeAt(0), from }))
  return Array.from(value.text, (c) => ({ kind: 'text' as const, text: c, from }))
}

/** What a loop variable can be when the loop is looked at once. */
export function first(over: Value, from: Origin): Value {
  const items = elements(over)
  const held = items?.find((i) => i.kind === 'ref' || i.kind === 'function') ?? items?.[0]
  if (held) return held
  return over.kind === 'ref' ? { ...over, name: `${over.name}[]` } : unknown(from)
}
