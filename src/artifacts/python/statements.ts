import { apply, record } from './apply.ts'
import { argumentsOf } from './calls.ts'
import { assign } from './assign.ts'
import { WILDCARD_MODULES } from './capabilities.ts'
import { first } from './comprehensions.ts'
import { binary } from './fold.ts'
import { reach } from './invoke.ts'
import { define, sliceOf, type Machine } from './machine.ts'
import { bind, innerScope, merged, type Owner, type Scope } from './scope.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import { originOf, unknown, UNKNOWN, type LocalClass, type LocalFunction, type Value } from './value.ts'

/** Runs a statement or a block in the order of the text; branches and loop bodies once each. */
export function execute(m: Machine, node: SyntaxNode, scope: Scope): void {
  if (!m.step()) return
  switch (node.type) {
    case 'module':
    case 'block':
    case 'ERROR':
      for (const c of node.children) execute(m, c, scope)
      return
    case 'expression_statement':
      for (const c of node.children) expressionStatement(m, c, scope)
      return
    case 'assignment':
    case 'augmented_assignment':
      expressionStatement(m, node, scope)
      return
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      importStatement(m, node, scope)
      return
    case 'function_definition':
      defineFunction(m, node, scope)
      return
    case 'class_definition':
      defineClass(m, node, scope)
      return
    case 'decorated_definition':
      decorated(m, node, scope)
      return
    case 'if_statement':
      ifStatement(m, node, scope)
      return
    case 'for_statement':
      forStatement(m, node, scope)
      return
    case 'with_statement':
      withStatement(m, node, scope)
      return
    case 'return_statement':
      returnStatement(m, node, scope)
      return
    case 'global_statement':
      for (const c of node.children) scope.globals.add(sliceOf(scope.source, c))
      return
    case 'exec_statement':
      execStatement(m, node, scope)
      return
    case 'while_statement':
    case 'try_statement':
    case 'match_statement':
    case 'elif_clause':
    case 'else_clause':
    case 'except_clause':
    case 'except_group_clause':
    case 'finally_clause':
    case 'case_clause':
    case 'with_clause':
      branch(m, node.children, scope)
      return
    case 'case_pattern':
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'nonlocal_statement':
    case 'comment':
      return
    case 'as_pattern':
      asPattern(m, node, scope)
      return
    default:
      m.evaluate(node, scope)
      for (const c of node.children)
        if (/_(?:statement|definition|clause)$|^block$/.test(c.type)) execute(m, c, scope)
  }
}

function branch(m: Machine, children: readonly SyntaxNode[], scope: Scope): void {
  scope.branches++
  for (const c of children) execute(m, c, scope)
  scope.branches--
}

function expressionStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  if (node.type === 'assignment') {
    assignment(m, node, scope)
    return
  }
  // Documentation.
  if (node.type === 'string' && node.children.length === 0) return
  if (node.type !== 'augmented_assignment') {
    m.evaluate(node, scope)
    return
  }
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (!left || !right) return
  const operator = scope.source.text.slice(left.end, right.start).replaceAll(/[\s=]/g, '')
  const old = m.evaluate(left, scope)
  const value = m.evaluate(right, scope)
  // Inside a loop the sum is not what one round gives.
  const sum = scope.branches > 0 ? unknown(originOf(old) | originOf(value)) : binary(operator, old, value)
  assign(m, left, sum, scope)
}

/** `a = b = value`: the chain nests to the right. */
function assignment(m: Machine, node: SyntaxNode, scope: Scope, depth = 0): Value {
  if (depth > 200) return UNKNOWN
  const left = child(node, 'left')
  const right = child(node, 'right')
  const type = child(node, 'type')
  if (type) m.evaluate(type, scope)
  if (!left || !right) return UNKNOWN
  const value =
    right.type === 'assignment' ? assignment(m, right, scope, depth + 1) : m.evaluate(right, scope)
  assign(m, left, value, scope)
  return value
}

function importStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  const from = child(node, 'module_name')
  const module = from ? sliceOf(scope.source, from).replaceAll(/\s/g, '') : undefined
  if (module) m.imports.add(module)
  for (const c of node.children) {
    if (c === from) continue
    if (c.type === 'wildcard_import') {
      if (module && WILDCARD_MODULES.has(module)) m.wildcards.push(module)
      continue
    }
    const path = c.type === 'aliased_import' ? child(c, 'name') : c
    const alias = c.type === 'aliased_import' ? child(c, 'alias') : undefined
    if (!path) continue
    const name = sliceOf(scope.source, path).replaceAll(/\s/g, '').normalize('NFKC')
    if (module === undefined) m.imports.add(name)
    const head = name.split('.')[0]!
    const full = module === undefined ? (alias ? name : head) : `${module}.${name}`
    const bound = alias ? sliceOf(scope.source, alias).normalize('NFKC') : module === undefined ? head : name
    bind(scope, bound, { kind: 'ref', name: full, from: 0 })
  }
}

function defineFunction(m: Machine, node: SyntaxNode, scope: Scope): LocalFunction | undefined {
  const named = child(node, 'name')
  if (!named) return undefined
  const name = sliceOf(scope.source, named).normalize('NFKC')
  const parameters = child(node, 'parameters')
  for (const p of parameters?.children ?? []) {
    const fallback = child(p, 'value')
    if (fallback) m.evaluate(fallback, scope)
    const type = child(p, 'type')
    if (type) m.evaluate(type, scope)
  }
  const ownerClass = scope.isClass ? scope.inClass : undefined
  const body = define(m, { node, name, scope, ownerClass })
  const value: Value = { kind: 'function', body, from: 0 }
  bind(scope, name, value)
  if (scope.isClass) scope.inClass?.members.set(name, value)
  return body
}

function defineClass(m: Machine, node: SyntaxNode, scope: Scope): void {
  const named = child(node, 'name')
  const block = child(node, 'body')
  if (!named) return
  const name = sliceOf(scope.source, named)
  const bases: string[] = []
  for (const base of child(node, 'superclasses')?.children ?? []) {
    const value = m.evaluate(child(base, 'value') ?? base, scope)
    if (value.kind === 'class') reachOnSubclassing(m, value.body, scope)
    if (base.type === 'keyword_argument') continue
    if (value.kind === 'ref') bases.push(value.name)
    else if (value.kind === 'class') bases.push(...value.body.bases, value.body.name)
  }
  const body: LocalClass = { name, bases, members: new Map(), fields: new Map() }
  m.classes.push(body)
  bind(scope, name, { kind: 'class', body, from: 0 })
  if (!block) return
  const inner = innerScope(scope, { inClass: body, isClass: true })
  execute(m, block, inner)
  for (const [member, value] of inner.names) if (!body.members.has(member)) body.members.set(member, value)
}

/** Defining a subclass calls these of its bases and its metaclass. */
function reachOnSubclassing(m: Machine, base: LocalClass, scope: Scope): void {
  for (const name of ['__init_subclass__', '__new__', '__init__', '__prepare__']) {
    const meta = name === '__init_subclass__' || base.bases.includes('type')
    const method = meta ? base.members.get(name) : undefined
    if (method?.kind === 'function') reach(m, method.body, scope)
  }
}

/** A decorator is called with what it decorates. */
function decorated(m: Machine, node: SyntaxNode, scope: Scope): void {
  const definition = child(node, 'definition')
  const decorators: Value[] = []
  for (const c of node.children)
    if (c.type === 'decorator' && c.children[0]) decorators.push(m.evaluate(c.children[0], scope))
  if (definition?.type === 'class_definition') defineClass(m, definition, scope)
  const body = definition?.type === 'function_definition' ? defineFunction(m, definition, scope) : undefined
  for (const decorator of decorators) {
    const owner = body && m.owners.get(body.id)
    if (owner && decorator.kind === 'ref' && /(?:^|\.)(?:cached_)?property$/.test(decorator.name))
      owner.isProperty = true
    if (decorator.kind === 'function') reach(m, decorator.body, scope)
    const runsNow = decorator.kind === 'ref' && /^(?:atexit\.register|exec|eval)$/.test(decorator.name)
    if (body && (runsNow || decorator.kind === 'function')) {
      if (runsNow) reach(m, body, scope)
      apply(
        m,
        decorator,
        { positional: [{ kind: 'function', body, from: 0 }], named: new Map(), written: '' },
        node,
        scope,
      )
    }
  }
}

const MAIN_GUARD = /^\(?\s*(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__)\s*\)?$/

function ifStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  const condition = child(node, 'condition')
  const guarded =
    scope.owner.kind === 'module' && condition && MAIN_GUARD.test(sliceOf(scope.source, condition))
  if (condition) m.evaluate(condition, scope)
  const rest = node.children.filter((c) => c !== condition)
  if (!guarded) {
    branch(m, rest, scope)
    return
  }
  const { owner } = scope
  const [consequence, ...alternatives] = rest
  scope.owner = mainOwner(m)
  if (consequence) branch(m, [consequence], scope)
  scope.owner = owner
  branch(m, alternatives, scope)
}

function mainOwner(m: Machine): Owner {
  const owner: Owner = m.owners.get(-1) ?? {
    id: -1,
    name: '__main__',
    kind: 'main',
    inClass: undefined,
    isProperty: false,
    calls: new Set(),
  }
  m.owners.set(-1, owner)
  return owner
}

function forStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (!left || !right) return
  const over = m.evaluate(right, scope)
  scope.branches++
  assign(m, left, first(over, originOf(over)), scope)
  for (const c of node.children) if (c !== left && c !== right) execute(m, c, scope)
  scope.branches--
}

function withStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  for (const c of node.children) {
    if (c.type === 'with_clause') for (const item of c.children) withItem(m, item, scope)
    else execute(m, c, scope)
  }
}

function withItem(m: Machine, item: SyntaxNode, scope: Scope): void {
  const value = child(item, 'value') ?? item.children[0]
  if (!value) return
  if (value.type === 'as_pattern') asPattern(m, value, scope)
  else entered(m, m.evaluate(value, scope), scope)
}

/** A context manager of the file’s own is entered and left. */
function entered(m: Machine, value: Value, scope: Scope): void {
  if (value.kind !== 'instance') return
  for (const name of ['__enter__', '__exit__', '__aenter__', '__aexit__']) {
    const method = value.body.members.get(name)
    if (method?.kind === 'function') reach(m, method.body, scope)
  }
}

function asPattern(m: Machine, node: SyntaxNode, scope: Scope): void {
  const alias = child(node, 'alias')
  const [held] = node.children
  const value = held && held !== alias ? m.evaluate(held, scope) : UNKNOWN
  entered(m, value, scope)
  if (alias) assign(m, alias, value, scope)
}

function returnStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  const [value] = node.children
  if (!value) return
  const returned = m.evaluate(value, scope)
  m.returned = m.returned ? merged(m.returned, returned) : returned
  reduceStatement(m, returned, node, scope)
}

/** `__reduce__` tells pickle what to call when the object is loaded. */
function reduceStatement(m: Machine, returned: Value, node: SyntaxNode, scope: Scope): void {
  if (!/^__reduce(?:_ex)?__$/.test(scope.owner.name) || returned.kind !== 'list') return
  const [callee, given] = returned.items
  if (callee?.kind !== 'ref') return
  const positional = given?.kind === 'list' ? given.items : []
  record(m, callee.name, callee, { positional, named: new Map(), written: '' }, node, scope)
}

/** Python 2: `exec code in namespace`. */
function execStatement(m: Machine, node: SyntaxNode, scope: Scope): void {
  const code = child(node, 'code') ?? node.children[0]
  if (!code) return
  const args = { ...argumentsOf(m, undefined, scope), positional: [m.evaluate(code, scope)] }
  m.apply({ kind: 'ref', name: 'exec', from: 0 }, args, node, scope)
}
