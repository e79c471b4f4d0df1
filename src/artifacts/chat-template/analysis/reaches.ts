import type { Expression, Statement } from '../jinja/ast.ts'
import type { Reach, ReachKind } from '../facts.ts'
import { fold, type Constants, type Known } from './fold.ts'
import {
  ATTRIBUTE_FILTERS,
  containsInternalName,
  DANGEROUS_CALLS,
  ENGINE_FUNCTIONS,
  FRAMEWORK_OBJECTS,
  isFrameworkSetting,
  isInternalName,
  isNameFragment,
  MODULES,
} from './names.ts'
import { allStatements, argumentsOf, descendants, expressionsOf } from '../jinja/visit.ts'

const MAX_REACHES = 200
const HUGE = 1_000_000

/** Everything in the template that leaves the values it was given. */
export function findReaches(template: readonly Statement[], constants: Constants): Reach[] {
  const reaches: Reach[] = []
  const bound = boundNames(template)
  const add = (kind: ReachKind, name: string, line: number): void => {
    if (reaches.length < MAX_REACHES) reaches.push({ kind, name: name.slice(0, 120), line })
  }
  for (const statement of allStatements(template)) {
    if (statement.kind === 'load')
      add('load', `${statement.tag} ${literal(statement.source, constants)}`, statement.line)
    for (const expression of expressionsOf(statement))
      for (const node of descendants(expression)) inspectNode(node, { constants, bound, add })
  }
  return reaches
}

interface Look {
  readonly constants: Constants
  readonly bound: ReadonlySet<string>
  readonly add: (kind: ReachKind, name: string, line: number) => void
}

function inspectNode(node: Expression, look: Look): void {
  switch (node.kind) {
    case 'attribute':
      return inspectAttribute(node.object, node.name, node.line, look)
    case 'item':
      for (const name of strings(fold(node.index, look.constants)))
        inspectAttribute(node.object, name, node.line, look)
      return
    case 'filter':
      return inspectFilter(node, look)
    case 'test':
      return inspectTexts(node.args.positional, node.line, look)
    case 'call':
      return inspectCall(node, look)
    case 'const':
      if (typeof node.value === 'string' && isNameFragment(node.value))
        look.add('name-fragment', node.value, node.line)
      return
    case 'binary':
      return inspectWork(node, look)
    default:
  }
}

function inspectAttribute(object: Expression, name: string, line: number, look: Look): void {
  const root = rootName(object)
  const free = root !== undefined && !look.bound.has(root)
  if (isInternalName(name)) look.add('internal-attribute', name, line)
  else if (name.startsWith('_')) look.add('private-attribute', name, line)
  else if (object.kind === 'name' && free && ENGINE_FUNCTIONS.has(object.name))
    look.add('function-attribute', `${object.name}.${name}`, line)
  else if (
    object.kind === 'name' &&
    free &&
    (FRAMEWORK_OBJECTS.has(object.name) || isFrameworkSetting(object.name, name))
  )
    look.add('framework-object', `${object.name}.${name}`, line)
  else if (free && MODULES.has(root) && object.kind === 'name')
    look.add('dangerous-call', `${root}.${name}`, line)
}

function inspectFilter(node: Expression & { kind: 'filter' }, look: Look): void {
  const { name, args, input, line } = node
  if (input?.kind === 'name' && !look.bound.has(input.name) && FRAMEWORK_OBJECTS.has(input.name))
    look.add('framework-object', input.name, line)
  if (name === 'attr') {
    const [first] = args.positional
    const names = first ? strings(fold(first, look.constants)) : []
    if (names.length === 0) look.add('computed-attribute', 'attr', line)
    for (const attribute of names) {
      if (isInternalName(attribute)) look.add('internal-attribute', attribute, line)
      else look.add(attribute.startsWith('_') ? 'private-attribute' : 'attr-filter', attribute, line)
    }
    return
  }
  if (ATTRIBUTE_FILTERS.has(name) || name === 'format')
    inspectTexts(
      [...args.positional, ...args.named.map((n) => n.value), ...(input ? [input] : [])],
      line,
      look,
    )
}

/** Strings that are used as names: of attributes, in format fields, as arguments of filters. */
function inspectTexts(expressions: readonly Expression[], line: number, look: Look): void {
  for (const expression of expressions)
    for (const text of strings(fold(expression, look.constants)))
      if (containsInternalName(text)) look.add('internal-attribute', text, line)
}

function inspectCall(node: Expression & { kind: 'call' }, look: Look): void {
  const { callee, args, line } = node
  inspectTexts([...argumentsOf(args)], line, look)
  if (callee.kind === 'name') {
    const { name } = callee
    if (look.bound.has(name)) return
    if (DANGEROUS_CALLS.has(name) || MODULES.has(name) || isInternalName(name))
      look.add('dangerous-call', name, line)
    else if (!ENGINE_FUNCTIONS.has(name)) look.add('unknown-call', name, line)
    if (name === 'range') inspectRange(args.positional, line, look)
    if (name === 'dict' && args.named.some((n) => isNameFragment(n.name) || isInternalName(n.name)))
      look.add('name-fragment', args.named.map((n) => n.name).join(' '), line)
    return
  }
  if (callee.kind !== 'attribute') return
  if (DANGEROUS_CALLS.has(callee.name)) look.add('dangerous-call', callee.name, line)
  if (/^(?:format|format_map|get|getitem)$/.test(callee.name)) inspectTexts([callee.object], line, look)
}

function inspectRange(args: readonly Expression[], line: number, look: Look): void {
  const ends = args.flatMap((arg) => fold(arg, look.constants)).filter((v) => typeof v === 'number')
  if (ends.some((end) => Math.abs(end) > HUGE)) look.add('resource', `range(${ends.join(', ')})`, line)
}

function inspectWork({ operator, left, right, line }: Expression & { kind: 'binary' }, look: Look): void {
  if (operator !== '*' && operator !== '**') return
  const huge = operator === '**' ? 1000 : HUGE
  for (const side of operator === '**' ? [right] : [left, right])
    for (const value of fold(side, look.constants))
      if (typeof value === 'number' && Math.abs(value) > huge)
        look.add('resource', `${operator} ${value}`, line)
}

function rootName(expression: Expression): string | undefined {
  let current = expression
  for (;;) {
    if (current.kind === 'name') return current.name
    if (current.kind === 'attribute' || current.kind === 'item') current = current.object
    else if (current.kind === 'call') current = current.callee
    else return undefined
  }
}

function strings(values: readonly Known[]): string[] {
  return values.filter((v) => typeof v === 'string')
}

function literal(expression: Expression, constants: Constants): string {
  return strings(fold(expression, constants))[0] ?? 'a computed path'
}

/** Names that the template itself gives a value. */
function boundNames(template: readonly Statement[]): Set<string> {
  const names = new Set<string>()
  for (const statement of allStatements(template)) {
    if (statement.kind === 'set' || statement.kind === 'for')
      for (const target of statement.targets) names.add(target.split('.')[0]!)
    else if (statement.kind === 'set-block') names.add(statement.target)
    else if (statement.kind === 'scope') for (const { name } of statement.bindings) names.add(name)
    else if (statement.kind === 'macro' || statement.kind === 'call-block') {
      if (statement.kind === 'macro') names.add(statement.name)
      for (const { name } of statement.parameters) names.add(name)
    }
  }
  return names
}
