import { note, sliceOf, type Machine } from './machine.ts'
import { identifierName } from './names.ts'
import { bind, type Scope } from './scope.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { originOf, tainted, unknown, type Value } from './value.ts'

const WATCHED_BUILTINS = /^(?:__import__|exec|eval|compile|open|input|__build_class__)$/

export function assign(m: Machine, target: SyntaxNode, value: Value, scope: Scope): void {
  switch (target.type) {
    case 'identifier':
      bind(scope, identifierName(m, target, scope), value)
      return
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'parenthesized_expression':
    case 'list_splat_pattern':
    case 'as_pattern_target':
      unpack(m, target.children, value, scope)
      return
    case 'attribute':
      assignAttribute(m, target, value, scope)
      return
    case 'subscript':
      assignItem(m, target, value, scope)
      return
    default:
      for (const c of target.children) m.evaluate(c, scope)
  }
}

function unpack(m: Machine, targets: readonly SyntaxNode[], value: Value, scope: Scope): void {
  if (targets.length === 1 && value.kind !== 'list') return assign(m, targets[0]!, value, scope)
  const items = value.kind === 'list' && value.items.length >= targets.length ? value.items : undefined
  for (const [i, target] of targets.entries())
    assign(m, target, items?.[i] ?? (value.kind === 'ref' ? value : unknown(originOf(value))), scope)
}

function assignAttribute(m: Machine, target: SyntaxNode, value: Value, scope: Scope): void {
  const object = child(target, 'object')
  const attribute = child(target, 'attribute')
  if (!object || !attribute) return
  const holder = m.evaluate(object, scope)
  const name = sliceOf(scope.source, attribute)
  if (holder.kind === 'instance' || holder.kind === 'class') {
    const fields = holder.kind === 'instance' ? holder.body.fields : holder.body.members
    const old = fields.get(name)
    fields.set(name, old ? tainted(value, old.from) : value)
  }
  if (
    holder.kind === 'ref' &&
    /^(?:builtins|__builtins__|__builtin__)$/.test(holder.name) &&
    WATCHED_BUILTINS.test(name)
  )
    note(m, 'patched-builtin', scope.source, target, `replaces the built-in ${name}`)
}

/** A container takes on the origins of what is put into it. */
function assignItem(m: Machine, target: SyntaxNode, value: Value, scope: Scope): void {
  const object = child(target, 'value')
  if (!object) return
  for (const c of target.children) if (c !== object) m.evaluate(c, scope)
  const holder = m.evaluate(object, scope)
  if (object.type !== 'identifier') return
  const from = originOf(holder) | originOf(value)
  if (holder.kind === 'dict' || holder.kind === 'list' || holder.kind === 'unknown')
    bind(scope, sliceOf(scope.source, object), tainted(holder, from))
}
