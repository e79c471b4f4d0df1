import type { Context } from '../../model/context.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { folded } from './folding.ts'
import { literalValue } from './literals.ts'
import { attributeOf, itemOf } from './member.ts'
import { readOptions, type Options } from './options.ts'
import { parameterValue } from './parameter.ts'
import type { Binding, FunctionDefinition, Placed, Program, Scope } from './scope.ts'
import { lookUp } from './scope.ts'
import { assumed, choice, joined, UNKNOWN, type Call, type Value } from './value.ts'

/** Nesting of expressions that is followed: real ones are far flatter. */
const MAX_DEPTH = 120
const MAX_STEPS = 300_000

/** Works out what expressions of one file come to, each once. */
export interface Evaluator {
  readonly program: Program
  valueOf(node: SyntaxNode | undefined, scope: Scope): Value
  callOf(placed: Placed): Call
  returned(definition: FunctionDefinition): Value
  bound(bindings: readonly Binding[]): Value
  options(): Options
  source(node: SyntaxNode): string
  /** False when the file took more steps than are allowed. */
  complete(): boolean
}

export function createEvaluator(program: Program, ctx: Context): Evaluator {
  const known = new Map<SyntaxNode, Value>()
  const calls = new Map<SyntaxNode, Call>()
  const returns = new Map<FunctionDefinition, Value>()
  let options: Options | undefined
  let depth = 0
  let steps = 0

  const source = (node: SyntaxNode): string => program.text.slice(node.start, node.end)

  const valueOf = (node: SyntaxNode | undefined, scope: Scope): Value => {
    if (!node) return UNKNOWN
    const before = known.get(node)
    if (before) return before
    if (depth >= MAX_DEPTH || steps > MAX_STEPS) return UNKNOWN
    if (++steps % 10_000 === 0) ctx.checkpoint()
    // Whoever asks again while this is being worked out goes round in a circle.
    known.set(node, UNKNOWN)
    depth++
    const value = evaluate(node, scope)
    depth--
    known.set(node, value)
    return value
  }

  const evaluate = (node: SyntaxNode, scope: Scope): Value => {
    switch (node.type) {
      case 'identifier': {
        const name = source(node)
        const bindings = lookUp(scope, name, node.start)
        return bindings ? bound(bindings) : { kind: 'ref', name }
      }
      case 'attribute': {
        const attribute = child(node, 'attribute')
        return attribute
          ? attributeOf(valueOf(child(node, 'object'), scope), source(attribute), evaluator)
          : UNKNOWN
      }
      case 'subscript':
        return itemOf(valueOf(child(node, 'value'), scope), valueOf(child(node, 'subscript'), scope))
      case 'call': {
        const call = callOf({ node, scope })
        return folded(call, evaluator)
      }
      case 'conditional_expression':
        return choice([valueOf(node.children[0], scope), valueOf(node.children[2], scope)])
      case 'boolean_operator': {
        const [left, right] = [valueOf(child(node, 'left'), scope), valueOf(child(node, 'right'), scope)]
        // `given or "default"`: the default holds where nothing is given.
        return choice([left, left.kind === 'text' && left.sure ? right : assumed(right)])
      }
      case 'binary_operator': {
        const operator = program.text.slice(child(node, 'left')?.end, child(node, 'right')?.start).trim()
        const [left, right] = [valueOf(child(node, 'left'), scope), valueOf(child(node, 'right'), scope)]
        if (operator === '+' && left.kind === 'list' && right.kind === 'list')
          return { kind: 'list', items: [...left.items, ...right.items].slice(0, 500) }
        if (operator === '+') return joined(left, right)
        return operator === '/' ? joined(left, right, '/') : UNKNOWN
      }
      case 'parenthesized_expression':
      case 'await':
      case 'expression_statement':
        return valueOf(node.children[0], scope)
      case 'named_expression':
        return valueOf(child(node, 'value'), scope)
      default:
        return literalValue(node, scope, evaluator)
    }
  }

  const bound = (bindings: readonly Binding[]): Value =>
    bindings.length === 1 ? fromBinding(bindings[0]!) : choice(bindings.map(fromBinding))

  const fromBinding = ({ origin, scope }: Binding): Value => {
    switch (origin.kind) {
      case 'value':
        return origin.path.reduce<Value>(
          (value, i) => itemOf(value, { kind: 'plain', text: String(i) }),
          valueOf(origin.node, scope),
        )
      case 'element':
        return elementOf(valueOf(origin.node, scope), origin.path)
      case 'import':
        return { kind: 'ref', name: origin.name }
      case 'parameter':
        return parameterValue(origin.parameter, scope, evaluator)
      case 'function':
        return { kind: 'function', definition: origin.definition }
      case 'class':
        return { kind: 'class', definition: origin.definition }
      case 'unknown':
        return UNKNOWN
      default:
        return origin satisfies never
    }
  }

  const elementOf = (iterable: Value, path: readonly number[]): Value => {
    const at = (value: Value): Value =>
      path.reduce<Value>((v, i) => itemOf(v, { kind: 'plain', text: String(i) }), value)
    if (iterable.kind === 'list') return choice(iterable.items.slice(0, 64).map(at))
    if (iterable.kind === 'dict')
      return choice(
        [...iterable.entries.keys()].slice(0, 64).map((k) => at({ kind: 'text', text: k, sure: true })),
      )
    if (iterable.kind === 'choice') return choice(iterable.of.map((v) => elementOf(v, path)))
    return iterable.kind === 'instance' ? { kind: 'member', of: iterable, name: '[]' } : UNKNOWN
  }

  const callOf = (placed: Placed): Call => {
    const before = calls.get(placed.node)
    if (before) return before
    const { node, scope } = placed
    const callee = valueOf(child(node, 'function'), scope)
    const positional: SyntaxNode[] = []
    const keywords = new Map<string, SyntaxNode>()
    const spread: SyntaxNode[] = []
    for (const argument of child(node, 'arguments')?.children ?? []) {
      if (argument.type === 'keyword_argument') {
        const [name, value] = [child(argument, 'name'), child(argument, 'value')]
        if (name && value) keywords.set(source(name), value)
      } else if (argument.type === 'dictionary_splat') {
        if (argument.children[0]) spread.push(argument.children[0])
      } else positional.push(argument)
    }
    const call: Call = { node, scope, callee, name: nameOf(callee), positional, keywords, spread }
    calls.set(node, call)
    return call
  }

  const returned = (definition: FunctionDefinition): Value => {
    const before = returns.get(definition)
    if (before) return before
    returns.set(definition, UNKNOWN)
    const value = choice(definition.returns.slice(0, 20).map((node) => valueOf(node, definition.scope)))
    returns.set(definition, value)
    return value
  }

  const evaluator: Evaluator = {
    program,
    valueOf,
    callOf,
    returned,
    bound,
    source,
    options: () => (options ??= readOptions(evaluator)),
    complete: () => steps <= MAX_STEPS,
  }
  return evaluator
}

/** A name for what is called or looked into; `?` stands for what is not known. */
function nameOf(value: Value): string {
  switch (value.kind) {
    case 'ref':
      return value.name
    case 'member':
      return `${nameOf(value.of)}.${value.name}`
    case 'instance':
      return `${value.call.name}()`
    case 'function':
    case 'class':
      return `~${value.definition.name}`
    case 'choice':
      return nameOf(value.of[0]!)
    default:
      return '?'
  }
}
