import { attributeOf } from './reach.ts'
import { constantMethod } from './methods.ts'
import { sliceOf, type Arguments, type Machine } from './machine.ts'
import { identifierName } from './names.ts'
import type { Scope } from './scope.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { originOf, tainted, type Value } from './value.ts'
import { bind } from './scope.ts'

/** Evaluates the callee, then the arguments, then what the call comes to. */
export function evaluateCall(m: Machine, node: SyntaxNode, scope: Scope): Value {
  const callee = child(node, 'function')
  const list = child(node, 'arguments')
  if (!callee) return { kind: 'unknown', from: 0 }
  if (callee.type !== 'attribute') {
    const value = m.evaluate(callee, scope)
    return m.apply(value, argumentsOf(m, list, scope), node, scope)
  }
  const object = child(callee, 'object')
  const name = child(callee, 'attribute')
  if (!object || !name) return { kind: 'unknown', from: 0 }
  const receiver = m.evaluate(object, scope)
  const method = identifierName(m, name, scope)
  const args = argumentsOf(m, list, scope)
  if (method === '__call__') return m.apply(receiver, args, node, scope)
  const plain =
    receiver.kind === 'text' ||
    receiver.kind === 'bytes' ||
    receiver.kind === 'list' ||
    receiver.kind === 'dict'
  if (!plain || /^__\w+__$/.test(method)) return m.apply(attributeOf(receiver, method), args, node, scope)
  if (object.type === 'identifier' && /^(?:append|extend|update|insert|add|setdefault|write)$/.test(method))
    grow(receiver, args, sliceOf(scope.source, object), scope)
  return constantMethod(receiver, method, args.positional, args.named)
}

/** What is put into a container belongs to it from then on. */
function grow(receiver: Value, args: Arguments, name: string, scope: Scope): void {
  let from = 0
  for (const a of args.positional) from |= originOf(a)
  const [only] = args.positional
  if (receiver.kind === 'list' && only && args.positional.length === 1 && receiver.items.length < 10_000)
    bind(scope, name, { kind: 'list', items: [...receiver.items, only], from: receiver.from | from })
  else if (from) bind(scope, name, tainted(receiver, from))
}

const NO_ARGUMENTS: Arguments = { positional: [], named: new Map(), written: '' }

export function argumentsOf(m: Machine, list: SyntaxNode | undefined, scope: Scope): Arguments {
  if (!list) return NO_ARGUMENTS
  if (list.type !== 'argument_list')
    return { positional: [m.evaluate(list, scope)], named: new Map(), written: '' }
  const positional: Value[] = []
  const named = new Map<string, Value>()
  for (const c of list.children) {
    if (c.type === 'keyword_argument') {
      const name = child(c, 'name')
      const value = child(c, 'value')
      if (name && value) named.set(sliceOf(scope.source, name), m.evaluate(value, scope))
    } else if (c.type === 'list_splat') {
      const spread = c.children[0] ? m.evaluate(c.children[0], scope) : undefined
      if (spread?.kind === 'list') for (const item of spread.items.slice(0, 1000)) positional.push(item)
      else if (spread) positional.push(spread)
    } else if (c.type === 'dictionary_splat') {
      named.set(
        `**${named.size}`,
        c.children[0] ? m.evaluate(c.children[0], scope) : { kind: 'unknown', from: 0 },
      )
    } else positional.push(m.evaluate(c, scope))
  }
  return {
    positional,
    named,
    written: scope.source.text.slice(list.start, Math.min(list.end, list.start + 2000)),
  }
}
