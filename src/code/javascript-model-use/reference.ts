import { child, type SyntaxNode } from '../../syntax/tree.ts'
import { texts } from './evaluate.ts'
import { lookup, type Placed, type Program } from './program.ts'

/** What an expression is of a library: the module, and the way from it. Calls and constructions are `()` and `new`. */
export interface Reference {
  readonly module: string
  readonly path: readonly string[]
  /** Arguments of the last construction or call on the way: where clients are told their address. */
  readonly made?: Placed
}

const MAX_DEPTH = 12
const MAX_PATH = 16
const THROUGH = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
])

/** Undefined for everything that does not come from an import: functions of one's own may have any name. */
export function referenceOf(program: Program, place: Placed | undefined, depth = 0): Reference | undefined {
  if (!place || depth > MAX_DEPTH) return undefined
  const { node, scope } = place
  const inner = (of: SyntaxNode | undefined): Reference | undefined =>
    of && referenceOf(program, { node: of, scope }, depth + 1)
  if (THROUGH.has(node.type)) return inner(node.children[0])
  switch (node.type) {
    case 'identifier':
      return ofName(program, program.text.slice(node.start, node.end), place, depth)
    case 'member_expression': {
      const object = child(node, 'object')
      const property = child(node, 'property')
      if (!object || !property) return undefined
      const key = program.text.slice(property.start, property.end)
      if (object.type === 'this')
        return referenceOf(program, program.fields.get(key.replace(/^#/, '')), depth + 1)
      const base = inner(object)
      return base && extended(base, key)
    }
    case 'new_expression': {
      const base = inner(child(node, 'constructor'))
      const made = child(node, 'arguments')
      return base && { ...extended(base, 'new'), ...(made && { made: { node: made, scope } }) }
    }
    case 'call_expression':
      return ofCall(program, place, depth)
    // `globalThis.client ?? new OpenAI()`
    case 'binary_expression':
      return inner(child(node, 'right')) ?? inner(child(node, 'left'))
    case 'ternary_expression':
      return inner(child(node, 'consequence')) ?? inner(child(node, 'alternative'))
    default:
      return undefined
  }
}

function ofName(program: Program, name: string, { scope }: Placed, depth: number): Reference | undefined {
  const binding = lookup(scope, name)
  switch (binding?.kind) {
    case 'import':
      return { module: binding.module, path: binding.imported === '*' ? [] : [binding.imported] }
    case 'value': {
      const base = referenceOf(program, { node: binding.node, scope: binding.scope }, depth + 1)
      return base && binding.path.reduce(extended, base)
    }
    case 'parameter': {
      const type = binding.type?.split('.')
      const known = type && lookup(scope, type[0]!)
      if (known?.kind !== 'import')
        return referenceOf(program, binding.value && { node: binding.value, scope: binding.scope }, depth + 1)
      return {
        module: known.module,
        path: [...(known.imported === '*' ? [] : [known.imported]), ...type!.slice(1), 'new'],
      }
    }
    default:
      return undefined
  }
}

function ofCall(program: Program, { node, scope }: Placed, depth: number): Reference | undefined {
  const callee = child(node, 'function')
  const made = child(node, 'arguments')
  if (!callee) return undefined
  const written = program.text.slice(callee.start, callee.end)
  if (written === 'require' || written === 'import') {
    const argument = made?.children[0]
    const [module] = texts(program, argument && { node: argument, scope })
    return module && lookup(scope, 'require') === undefined ? { module: module.value, path: [] } : undefined
  }
  const base = referenceOf(program, { node: callee, scope }, depth + 1)
  if (base) return { ...extended(base, '()'), ...(made && { made: { node: made, scope } }) }
  // A factory of this file: `function client() { return new OpenAI() }`.
  const own = callee.type === 'identifier' ? lookup(scope, written) : undefined
  const returned =
    own && ((own.kind === 'own' && own.node) || (own.kind === 'value' && own.path.length === 0 && own.node))
  const result = returned ? returnedBy(returned) : undefined
  return result && referenceOf(program, { node: result, scope }, depth + 1)
}

function returnedBy(node: SyntaxNode): SyntaxNode | undefined {
  const body = child(node, 'body')
  if (!body) return undefined
  if (body.type !== 'statement_block') return body
  const last = body.children.findLast((c) => c.type === 'return_statement')
  return last?.children[0]
}

function extended(base: Reference, key: string): Reference {
  const path = key === 'default' && base.path.length === 0 ? ['default'] : [...base.path, key]
  return { ...base, path: path.slice(0, MAX_PATH) }
}
