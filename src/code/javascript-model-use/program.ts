import type { Context } from '../../model/context.ts'
import { child, type SyntaxNode } from '../../syntax/tree.ts'

/** What a name means in its scope. */
export type Binding =
  | { readonly kind: 'import'; readonly module: string; readonly imported: string }
  | {
      readonly kind: 'value'
      readonly node: SyntaxNode
      readonly scope: Scope
      readonly path: readonly string[]
    }
  /** A parameter: of a known type, with a default, or nothing. */
  | { readonly kind: 'parameter'; readonly type?: string; readonly value?: SyntaxNode; readonly scope: Scope }
  /** A function, a class, the variable of a loop: something of this file that is no known value. */
  | { readonly kind: 'own'; readonly node: SyntaxNode }

export interface Scope {
  readonly parent: Scope | undefined
  readonly names: Map<string, Binding>
}

export interface Placed {
  readonly node: SyntaxNode
  readonly scope: Scope
}

export interface Program {
  readonly text: string
  /** Calls and constructions. */
  readonly calls: readonly Placed[]
  /** `this.name = value` and fields of classes. */
  readonly fields: ReadonlyMap<string, Placed>
  /** Names that are assigned again after their declaration. */
  readonly reassigned: ReadonlySet<string>
  line(offset: number): number
}

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
])
const BLOCKS = new Set(['statement_block', 'for_statement', 'for_in_statement', 'catch_clause', 'class_body'])

/** One pass over the tree: who binds which name where, and every call. Nesting costs no stack. */
export function readProgram(tree: SyntaxNode, text: string, ctx: Context): Program {
  const calls: Placed[] = []
  const fields = new Map<string, Placed>()
  const reassigned = new Set<string>()
  const top: Scope = { parent: undefined, names: new Map() }
  const pending: Placed[] = [{ node: tree, scope: top }]
  let steps = 0
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    if (++steps % 10_000 === 0) ctx.checkpoint()
    const { node, scope } = visit
    const inner = enter(node, scope)
    for (let i = node.children.length - 1; i >= 0; i--)
      pending.push({ node: node.children[i]!, scope: inner })
  }
  return { text, calls, fields, reassigned, line: lineIndex(text) }

  function enter(node: SyntaxNode, scope: Scope): Scope {
    if (FUNCTIONS.has(node.type)) return enterFunction(node, scope)
    if (BLOCKS.has(node.type)) {
      const inner: Scope = { parent: scope, names: new Map() }
      const loop = node.type === 'for_in_statement' ? child(node, 'left') : child(node, 'parameter')
      if (loop) for (const name of namesIn(loop)) inner.names.set(name, { kind: 'own', node })
      return inner
    }
    switch (node.type) {
      case 'import_statement':
        bindImport(node, scope)
        break
      case 'variable_declarator': {
        const name = child(node, 'name')
        const value = child(node, 'value')
        if (name && value) bindPattern(name, value, [], scope)
        else if (name) for (const own of namesIn(name)) scope.names.set(own, { kind: 'own', node })
        break
      }
      case 'class_declaration':
      case 'enum_declaration': {
        const name = child(node, 'name')
        if (name) scope.names.set(textOf(name), { kind: 'own', node })
        break
      }
      case 'call_expression':
      case 'new_expression':
        calls.push({ node, scope })
        break
      case 'public_field_definition':
      case 'field_definition': {
        const name = child(node, 'name') ?? child(node, 'property')
        const value = child(node, 'value')
        if (name && value) fields.set(textOf(name).replace(/^#/, ''), { node: value, scope })
        break
      }
      case 'assignment_expression':
        assigned(node, scope)
        break
      default:
    }
    return scope
  }

  function enterFunction(node: SyntaxNode, scope: Scope): Scope {
    const name = node.type === 'method_definition' ? undefined : child(node, 'name')
    if (name) scope.names.set(textOf(name), { kind: 'own', node })
    const inner: Scope = { parent: scope, names: new Map() }
    const parameters = child(node, 'parameters') ?? child(node, 'parameter')
    for (const p of parameters?.type === 'formal_parameters'
      ? parameters.children
      : parameters
        ? [parameters]
        : [])
      bindParameter(p, inner)
    return inner
  }

  function bindParameter(node: SyntaxNode, scope: Scope): void {
    const pattern = child(node, 'pattern') ?? node
    const value = child(node, 'value')
    const annotation = child(node, 'type')
    const type = annotation && /^:\s*([A-Za-z_$][\w$.]*)$/.exec(textOf(annotation).trim())?.[1]
    // `constructor(private readonly client: OpenAI)` makes a field.
    if (pattern.type === 'identifier' && node.children.some((c) => c.type === 'accessibility_modifier'))
      fields.set(textOf(pattern), { node: pattern, scope })
    if (pattern.type === 'identifier')
      scope.names.set(textOf(pattern), {
        kind: 'parameter',
        scope,
        ...(type && { type }),
        ...(value && { value }),
      })
    else
      for (const { name, fallback } of destructured(pattern))
        scope.names.set(name, { kind: 'parameter', scope, ...(fallback && { value: fallback }) })
  }

  function bindImport(node: SyntaxNode, scope: Scope): void {
    const source = child(node, 'source')
    if (!source) return
    const module = unquoted(textOf(source))
    const bind = (name: SyntaxNode | undefined, imported: string): void => {
      if (name) scope.names.set(textOf(name), { kind: 'import', module, imported })
    }
    for (const clause of node.children.filter((c) => c.type === 'import_clause'))
      for (const part of clause.children) {
        if (part.type === 'identifier') bind(part, 'default')
        if (part.type === 'namespace_import') bind(part.children[0], '*')
        for (const specifier of part.type === 'named_imports' ? part.children : []) {
          const name = child(specifier, 'name')
          if (name) bind(child(specifier, 'alias') ?? name, unquoted(textOf(name)))
        }
      }
  }

  function bindPattern(pattern: SyntaxNode, value: SyntaxNode, path: readonly string[], scope: Scope): void {
    if (pattern.type === 'identifier' || pattern.type === 'shorthand_property_identifier_pattern') {
      scope.names.set(textOf(pattern), { kind: 'value', node: value, scope, path })
      return
    }
    if (pattern.type !== 'object_pattern' || path.length > 3) {
      for (const name of namesIn(pattern)) scope.names.set(name, { kind: 'own', node: value })
      return
    }
    for (const part of pattern.children) {
      if (part.type === 'shorthand_property_identifier_pattern')
        bindPattern(part, value, [...path, textOf(part)], scope)
      else if (part.type === 'object_assignment_pattern') {
        const name = child(part, 'left')
        const fallback = child(part, 'right')
        // As good as a parameter with a default.
        if (name && fallback) scope.names.set(textOf(name), { kind: 'parameter', scope, value: fallback })
      } else if (part.type === 'pair_pattern') {
        const key = child(part, 'key')
        const inner = child(part, 'value')
        if (key && inner) bindPattern(inner, value, [...path, unquoted(textOf(key))], scope)
      } else for (const name of namesIn(part)) scope.names.set(name, { kind: 'own', node: value })
    }
  }

  function assigned(node: SyntaxNode, scope: Scope): void {
    const left = child(node, 'left')
    const right = child(node, 'right')
    if (!left || !right) return
    if (left.type === 'identifier') {
      const name = textOf(left)
      const known = lookup(scope, name)
      // `let client; client = new OpenAI()` is a declaration in two steps.
      if (known?.kind === 'own' && known.node.type === 'variable_declarator')
        holderOf(scope, name)?.names.set(name, { kind: 'value', node: right, scope, path: [] })
      else reassigned.add(name)
    }
    const field = left.type === 'member_expression' && /^this\.#?([\w$]+)$/.exec(textOf(left))?.[1]
    if (field) fields.set(field, { node: right, scope })
  }

  function destructured(pattern: SyntaxNode): { name: string; fallback?: SyntaxNode }[] {
    const found: { name: string; fallback?: SyntaxNode }[] = []
    for (const part of pattern.children) {
      const inner = part.type === 'pair_pattern' ? child(part, 'value') : part
      if (!inner) continue
      if (inner.type === 'object_assignment_pattern' || inner.type === 'assignment_pattern') {
        const name = child(inner, 'left')
        const fallback = child(inner, 'right')
        if (name && fallback) found.push({ name: textOf(name), fallback })
      } else for (const name of namesIn(inner)) found.push({ name })
    }
    return found
  }

  function namesIn(node: SyntaxNode): string[] {
    if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern')
      return [textOf(node)]
    return node.children.length > 50 ? [] : node.children.flatMap(namesIn)
  }

  function textOf(node: SyntaxNode): string {
    return text.slice(node.start, node.end)
  }
}

export function lookup(scope: Scope, name: string): Binding | undefined {
  return holderOf(scope, name)?.names.get(name)
}

function holderOf(scope: Scope, name: string): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.names.has(name)) return at
  return undefined
}

export function unquoted(literal: string): string {
  return /^(["'`])[^]*\1$/.test(literal) ? literal.slice(1, -1) : literal
}

function lineIndex(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
