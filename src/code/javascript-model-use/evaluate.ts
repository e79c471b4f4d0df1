import { child, type SyntaxNode } from '../../syntax/tree.ts'
import { lookup, unquoted, type Placed, type Program } from './program.ts'

/** A text that an expression comes to. */
export interface Text {
  readonly value: string
  /** Nothing but the program itself decides it: no environment, no parameter, no condition. */
  readonly sure: boolean
  readonly node: SyntaxNode
}

const MAX_DEPTH = 12
const MAX_TEXTS = 12
const PASSED_THROUGH = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
])

/** The texts that an expression may come to; none where it is not known. */
export function texts(program: Program, place: Placed | undefined, depth = 0): Text[] {
  if (!place || depth > MAX_DEPTH) return []
  const { node, scope } = place
  const written = program.text.slice(node.start, node.end)
  const inner = (of: SyntaxNode | undefined, from = scope): Text[] =>
    of ? texts(program, { node: of, scope: from }, depth + 1) : []
  if (PASSED_THROUGH.has(node.type)) return inner(node.children[0])
  switch (node.type) {
    case 'string':
      return [{ value: unescaped(unquoted(written)), sure: true, node }]
    case 'template_string':
      return template(program, place, depth)
    case 'binary_expression':
      return binary(program, place, depth)
    case 'ternary_expression':
      return [...inner(child(node, 'consequence')), ...inner(child(node, 'alternative'))]
        .slice(0, MAX_TEXTS)
        .map(unsure)
    case 'identifier':
    case 'shorthand_property_identifier': {
      const binding = lookup(scope, written)
      if (binding?.kind === 'parameter') return inner(binding.value, binding.scope).map(unsure)
      if (binding?.kind !== 'value') return []
      const value = { node: binding.node, scope: binding.scope }
      const found = binding.path.length === 0 ? value : memberOf(program, value, binding.path, depth + 1)
      const known = texts(program, found, depth + 1)
      return program.reassigned.has(written) ? known.map(unsure) : known
    }
    case 'member_expression':
    case 'subscript_expression': {
      return texts(program, propertyOf(program, { node, scope }, depth), depth + 1)
    }
    case 'call_expression': {
      // `z.string().default('gpt-4o')` and the like: what schemas of configurations fall back to.
      const callee = child(node, 'function')
      if (callee && program.text.slice(callee.start, callee.end).endsWith('.default'))
        return inner(child(node, 'arguments')?.children[0]).map(unsure)
      return []
    }
    default:
      return []
  }
}

function unsure(text: Text): Text {
  return { ...text, sure: false }
}

/** `a ?? b` and `a || b`: what is known of either; `a + b` of texts. */
function binary(program: Program, { node, scope }: Placed, depth: number): Text[] {
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (!left || !right) return []
  const operator = program.text.slice(left.end, right.start).replaceAll(/[\s()]|\/\*[^]*?\*\//g, '')
  const before = texts(program, { node: left, scope }, depth + 1)
  const behind = texts(program, { node: right, scope }, depth + 1)
  if (operator === '??' || operator === '||')
    return before.some((t) => t.sure && t.value !== '')
      ? before
      : [...before, ...behind.map(unsure)].slice(0, MAX_TEXTS)
  if (operator !== '+' || before.length === 0 || behind.length === 0) return []
  return [
    {
      value: `${before[0]!.value}${behind[0]!.value}`.slice(0, 100_000),
      sure: before[0]!.sure && behind[0]!.sure,
      node,
    },
  ]
}

function template(program: Program, { node, scope }: Placed, depth: number): Text[] {
  let value = ''
  let sure = true
  for (const part of node.children) {
    if (part.type === 'template_substitution') {
      const [found] = texts(program, part.children[0] && { node: part.children[0], scope }, depth + 1)
      if (!found) return []
      value += found.value
      sure &&= found.sure
    } else value += unescaped(program.text.slice(part.start, part.end))
    if (value.length > 100_000) return []
  }
  return [{ value, sure, node }]
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(
    /\\(?:n|t|r|(["'`\\/$])|\n)/g,
    (whole, plain?: string) => plain ?? (whole === '\\n' ? '\n' : whole === '\\t' ? '\t' : ''),
  )
}

/** The value of a property of an object that is written out in this file. */
function propertyOf(program: Program, { node, scope }: Placed, depth: number): Placed | undefined {
  const object = child(node, 'object')
  const property = child(node, 'property')
  const index = child(node, 'index')
  const [key] = property
    ? [program.text.slice(property.start, property.end)]
    : texts(program, index && { node: index, scope }, depth + 1).map((t) => t.value)
  if (!object || key === undefined) return undefined
  if (object.type === 'this') return program.fields.get(key.replace(/^#/, ''))
  return memberOf(program, { node: object, scope }, [key], depth + 1)
}

function memberOf(
  program: Program,
  place: Placed,
  path: readonly string[],
  depth: number,
): Placed | undefined {
  let current: Placed | undefined = place
  for (const key of path) {
    const object: Placed | undefined = current && objectOf(program, current, depth + 1)
    current = object && valueOf(program, object, key)
  }
  return current
}

/** The object literal or enumeration behind an expression. */
export function objectOf(program: Program, place: Placed, depth = 0): Placed | undefined {
  if (depth > MAX_DEPTH) return undefined
  const { node, scope } = place
  if (node.type === 'object' || node.type === 'enum_declaration') return place
  if (PASSED_THROUGH.has(node.type))
    return node.children[0] && objectOf(program, { node: node.children[0], scope }, depth + 1)
  if (node.type === 'identifier') {
    const binding = lookup(scope, program.text.slice(node.start, node.end))
    if (binding?.kind === 'own' && binding.node.type === 'enum_declaration')
      return { node: binding.node, scope }
    if (binding?.kind !== 'value') return undefined
    const value = memberOf(program, { node: binding.node, scope: binding.scope }, binding.path, depth + 1)
    return value && objectOf(program, value, depth + 1)
  }
  if (node.type === 'member_expression') {
    const property = propertyOf(program, place, depth)
    return property && objectOf(program, property, depth + 1)
  }
  // `Object.freeze({…})`
  if (node.type === 'call_expression') {
    const callee = child(node, 'function')
    const first = child(node, 'arguments')?.children[0]
    const frozen = callee && /^Object\.freeze$/.test(program.text.slice(callee.start, callee.end))
    return frozen && first ? objectOf(program, { node: first, scope }, depth + 1) : undefined
  }
  return undefined
}

/** The value of one key. Later ones win; spread objects are followed. */
export function valueOf(program: Program, object: Placed, key: string, depth = 0): Placed | undefined {
  const { node, scope } = object
  const members = node.type === 'enum_declaration' ? (child(node, 'body')?.children ?? []) : node.children
  for (const part of members.toReversed()) {
    if (part.type === 'pair' || part.type === 'enum_assignment') {
      const name = child(part, 'key') ?? child(part, 'name')
      const value = child(part, 'value')
      if (name && value && unquoted(program.text.slice(name.start, name.end)) === key)
        return { node: value, scope }
    } else if (part.type === 'shorthand_property_identifier') {
      if (program.text.slice(part.start, part.end) === key) return { node: part, scope }
    } else if (part.type === 'spread_element' && depth < 4 && part.children[0]) {
      const spread = objectOf(program, { node: part.children[0], scope }, depth + 1)
      const found = spread && valueOf(program, spread, key, depth + 1)
      if (found) return found
    }
  }
  return undefined
}
