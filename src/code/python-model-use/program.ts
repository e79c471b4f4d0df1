import type { Context } from '../../model/context.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { bindImport, bindTarget } from './binding.ts'
import {
  addBinding,
  newScope,
  sortBindings,
  type ClassDefinition,
  type FunctionDefinition,
  type Parameter,
  type Placed,
  type Program,
  type Scope,
  type Stretch,
} from './scope.ts'

interface Visit {
  readonly node: SyntaxNode
  readonly scope: Scope
  readonly within: Stretch
  readonly inClass: ClassDefinition | undefined
  readonly inFunction: FunctionDefinition | undefined
  /** What `a = b = value` gives to all of its names, looked up at the first: chains may be as long as the text. */
  readonly chained?: { readonly value: SyntaxNode | undefined } | undefined
}

interface Growing {
  readonly text: string
  readonly calls: Placed[]
  readonly dicts: Placed[]
  readonly assignments: (Placed & { name: string; inFunction: boolean })[]
  readonly parameters: Parameter[]
  readonly scopes: Scope[]
  readonly imports: Set<string>
  readonly callsTo: Map<string, Placed[]>
}

/** One pass over the tree: who binds which name where, and every call. Nesting costs no stack. */
export function readProgram(tree: SyntaxNode, text: string, ctx: Context): Program {
  const module = newScope('module', tree, undefined)
  const program: Growing = {
    text,
    calls: [],
    dicts: [],
    assignments: [],
    parameters: [],
    scopes: [module],
    imports: new Set(),
    callsTo: new Map(),
  }
  const pending: Visit[] = [
    { node: tree, scope: module, within: tree, inClass: undefined, inFunction: undefined },
  ]
  let steps = 0
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    if (++steps % 10_000 === 0) ctx.checkpoint()
    const inner = enter(visit, program)
    for (let i = inner.length - 1; i >= 0; i--) pending.push(inner[i]!)
  }
  for (const scope of program.scopes) sortBindings(scope)
  return { ...program, module }
}

function below(visit: Visit, changes: Partial<Visit> = {}, nodes = visit.node.children): Visit[] {
  return nodes.map((node) => ({ ...visit, chained: undefined, ...changes, node }))
}

function enter(visit: Visit, program: Growing): Visit[] {
  const { node, scope, within } = visit
  switch (node.type) {
    case 'function_definition':
    case 'lambda':
      return enterFunction(visit, program, [])
    case 'class_definition':
      return enterClass(visit, program)
    case 'decorated_definition': {
      const decorators = node.children.filter((c) => c.type === 'decorator')
      const definition = child(node, 'definition')
      const inner =
        definition?.type === 'function_definition'
          ? enterFunction({ ...visit, node: definition }, program, decorators)
          : below(visit, {}, definition ? [definition] : [])
      return [...below(visit, {}, decorators), ...inner]
    }
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      bindImport(node, scope, within, program)
      return []
    case 'global_statement':
      for (const name of node.children) scope.globals.add(program.text.slice(name.start, name.end))
      return []
    case 'assignment': {
      const chained = visit.chained ?? { value: chainedValue(node) }
      assign(visit, chained.value, program)
      return below(visit, { chained })
    }
    case 'augmented_assignment':
    case 'delete_statement':
      for (const target of node.children)
        if (target.type === 'identifier' && target.field !== 'right')
          addBinding(scope, program.text.slice(target.start, target.end), {
            origin: { kind: 'unknown' },
            from: node.end,
            within,
            scope,
          })
      return below(visit)
    case 'named_expression':
      bindTarget(child(node, 'name'), child(node, 'value'), 'value', node.end, visit, program.text)
      return below(visit)
    case 'for_statement':
    case 'for_in_clause': {
      const inside = node.type === 'for_in_clause'
      const reach = inside ? within : (child(node, 'body') ?? within)
      const target = child(node, 'left')
      // The body of a comprehension stands before its clauses.
      const from = inside ? within.start : node.start
      bindTarget(
        target,
        child(node, 'right'),
        'element',
        from,
        { ...visit, within: reach, inside },
        program.text,
      )
      return below(visit, { within: reach })
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      // Clauses first: the body reads what they bind.
      return below(visit, { within: node }, [...node.children].toReversed())
    case 'as_pattern': {
      const [value] = node.children
      const target = child(node, 'alias')
      bindTarget(target?.children[0] ?? target, value, 'value', node.end, visit, program.text)
      return below(visit)
    }
    case 'return_statement':
      if (visit.inFunction && node.children[0]) visit.inFunction.returns.push(node.children[0])
      return below(visit)
    case 'call':
      record(visit, program)
      return below(visit)
    case 'dictionary':
      program.dicts.push({ node, scope })
      return below(visit)
    case 'block':
      return below(visit, { within: isBodyOf(node, scope) ? scope : node })
    default:
      return below(visit)
  }
}

/** The body of a function or class is no branch. */
function isBodyOf(block: SyntaxNode, scope: Scope): boolean {
  return scope.kind !== 'module' && block.start === scope.start && block.end === scope.end
}

function enterFunction(visit: Visit, program: Growing, decorators: readonly SyntaxNode[]): Visit[] {
  const { node, scope, within, inClass } = visit
  const nameNode = child(node, 'name')
  const body = child(node, 'body')
  if (!body) return below(visit)
  const method = scope.kind === 'class' ? inClass : undefined
  const definition: FunctionDefinition = {
    name: nameNode ? program.text.slice(nameNode.start, nameNode.end) : '',
    node,
    scope: newScope('function', body, scope),
    inClass: method,
    returns: node.type === 'lambda' ? [body] : [],
    decorators,
  }
  if (nameNode)
    addBinding(scope, definition.name, {
      origin: { kind: 'function', definition },
      from: node.start,
      within,
      scope,
    })
  program.scopes.push(definition.scope)
  bindParameters(definition, program)
  const outside = node.children.filter((c) => c !== body && c !== nameNode)
  return [
    ...below(visit, {}, outside),
    { node: body, scope: definition.scope, within: definition.scope, inClass, inFunction: definition },
  ]
}

function bindParameters(definition: FunctionDefinition, { text, parameters }: Growing): void {
  const { node, scope, inClass } = definition
  let index: number | undefined = 0
  for (const [i, p] of (child(node, 'parameters')?.children ?? []).entries()) {
    if (/splat|separator/.test(p.type)) {
      const isStar = p.type.startsWith('list_splat') || p.type === 'keyword_separator'
      if (isStar) index = undefined
    }
    const nameNode = p.type === 'identifier' ? p : (child(p, 'name') ?? p.children[0])
    if (!nameNode || nameNode.type !== 'identifier') continue
    const name = text.slice(nameNode.start, nameNode.end)
    const isSelf = inClass !== undefined && i === 0 && /^(?:self|cls|klass|mcs)$/.test(name)
    const parameter = { of: definition, name, index, type: child(p, 'type'), defaults: child(p, 'value') }
    if (parameter.defaults) parameters.push(parameter)
    const unknown = isSelf || /splat/.test(p.type)
    addBinding(scope, name, {
      origin: isSelf
        ? { kind: 'class', definition: inClass }
        : unknown
          ? { kind: 'unknown' }
          : { kind: 'parameter', parameter },
      from: scope.start,
      within: scope,
      scope: scope.parent ?? scope,
    })
    if (!isSelf && index !== undefined) index++
  }
}

function enterClass(visit: Visit, program: Growing): Visit[] {
  const { node, scope, within } = visit
  const nameNode = child(node, 'name')
  const body = child(node, 'body')
  if (!nameNode || !body) return below(visit)
  const definition: ClassDefinition = {
    name: program.text.slice(nameNode.start, nameNode.end),
    node,
    scope: newScope('class', body, scope),
    bases: (child(node, 'superclasses')?.children ?? []).filter((c) => c.type !== 'keyword_argument'),
    attributes: new Map(),
  }
  program.scopes.push(definition.scope)
  addBinding(scope, definition.name, {
    origin: { kind: 'class', definition },
    from: node.start,
    within,
    scope,
  })
  return [
    ...below(
      visit,
      {},
      node.children.filter((c) => c !== body),
    ),
    {
      node: body,
      scope: definition.scope,
      within: definition.scope,
      inClass: definition,
      inFunction: undefined,
    },
  ]
}

function chainedValue(node: SyntaxNode): SyntaxNode | undefined {
  let right = child(node, 'right')
  while (right?.type === 'assignment') right = child(right, 'right')
  return right
}

function assign(visit: Visit, right: SyntaxNode | undefined, program: Growing): void {
  const { node, scope } = visit
  const left = child(node, 'left')
  if (!left || !right) return
  bindTarget(left, right, 'value', node.end, visit, program.text)
  if (left.type === 'identifier')
    program.assignments.push({
      node: right,
      scope,
      name: program.text.slice(left.start, left.end),
      inFunction: scope.kind === 'function',
    })
}

function record({ node, scope }: Visit, program: Growing): void {
  const placed = { node, scope }
  program.calls.push(placed)
  const callee = child(node, 'function')
  const last = callee?.type === 'attribute' ? child(callee, 'attribute') : callee
  if (last?.type !== 'identifier') return
  const name = program.text.slice(last.start, last.end)
  const known = program.callsTo.get(name)
  if (known) known.push(placed)
  else program.callsTo.set(name, [placed])
}
