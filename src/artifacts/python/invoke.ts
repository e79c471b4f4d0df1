import type { Arguments, Machine } from './machine.ts'
import { sliceOf } from './machine.ts'
import { bind, innerScope, type Scope } from './scope.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { originOf, unknown, UNKNOWN, type LocalFunction, type Value } from './value.ts'

/** A function is looked at again when other callers hand it other things, up to this often. */
const MAX_RUNS = 4
const MAX_CALL_DEPTH = 24

export function reach(m: Machine, body: LocalFunction, scope: Scope): void {
  scope.owner.calls.add(body.id)
}

/** Runs a local function's body with what this caller gives it, and gives what it returns. */
export function invoke(
  m: Machine,
  body: LocalFunction,
  args: Arguments,
  scope: Scope,
  self: Value | undefined,
): Value {
  reach(m, body, scope)
  const analysis = m.functions.get(body.id)
  if (!analysis) return UNKNOWN
  const limit = body.node.type === 'lambda' ? MAX_RUNS * 8 : MAX_RUNS
  if (analysis.running || analysis.runs >= limit || m.callDepth >= MAX_CALL_DEPTH)
    return given(analysis.returns, args)
  analysis.running = true
  analysis.runs++
  m.callDepth++
  const outer = m.returned
  m.returned = undefined
  try {
    const inner = innerScope(body.scope, {
      owner: analysis.owner,
      inClass: body.ownerClass,
      source: body.scope.source,
    })
    bindParameters(m, body, args, inner, self)
    const code = child(body.node, 'body')
    if (body.node.type === 'lambda' && code) m.returned = m.evaluate(code, inner)
    else if (code) m.execute(code, inner)
    analysis.returns = m.returned ?? UNKNOWN
    return analysis.returns
  } finally {
    analysis.running = false
    m.callDepth--
    m.returned = outer
  }
}

/** When a function is not run again, its arguments may still come back out of it. */
function given(returns: Value, args: Arguments): Value {
  let from = returns.from
  for (const a of args.positional) from |= originOf(a)
  return returns.from === from ? returns : unknown(from)
}

function bindParameters(
  m: Machine,
  body: LocalFunction,
  args: Arguments,
  inner: Scope,
  self: Value | undefined,
): void {
  const list = child(body.node, 'parameters')
  let next = 0
  for (const [i, parameter] of (list?.children ?? []).entries()) {
    const name = parameterName(parameter, inner)
    if (name === undefined) continue
    if (i === 0 && body.ownerClass && (name === 'self' || name === 'cls' || self)) {
      bind(inner, name, self ?? { kind: 'instance', body: body.ownerClass, from: 0 })
      continue
    }
    const fallback = child(parameter, 'value')
    const value = args.named.get(name) ?? args.positional[next++]
    bind(inner, name, value ?? (fallback ? m.evaluate(fallback, body.scope) : UNKNOWN))
  }
}

function parameterName(parameter: SyntaxNode, scope: Scope): string | undefined {
  if (parameter.type === 'identifier') return sliceOf(scope.source, parameter)
  const named = child(parameter, 'name') ?? parameter.children[0]
  if (!named) return undefined
  return named.type === 'identifier' ? sliceOf(scope.source, named) : parameterName(named, scope)
}
