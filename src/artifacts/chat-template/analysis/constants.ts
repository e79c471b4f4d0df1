import type { Expression, Statement } from '../jinja/ast.ts'
import { fold, textOf, type Constants, type Known } from './fold.ts'
import { allStatements } from '../jinja/visit.ts'

const ROUNDS = 4
const MAX_VALUES = 8

/** What every name is ever set to, in whatever branch. Repeated, so that names built from names settle. */
export function collectConstants(template: readonly Statement[]): Constants {
  const constants = new Map<string, Known[]>()
  for (let round = 0; round < ROUNDS; round++) {
    let grown = false
    for (const statement of allStatements(template))
      for (const [name, value] of bindings(statement, constants)) grown = add(constants, name, value) || grown
    if (!grown) break
  }
  return constants
}

function add(constants: Map<string, Known[]>, name: string, value: Known): boolean {
  const known = constants.get(name) ?? []
  if (known.length >= MAX_VALUES || known.some((other) => same(other, value))) return false
  constants.set(name, [...known, value])
  return true
}

function same(a: Known, b: Known): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && textOf(a) === textOf(b))
}

function* bindings(statement: Statement, constants: Constants): Iterable<readonly [string, Known]> {
  switch (statement.kind) {
    case 'set':
      yield* assigned(statement.targets, statement.value, constants)
      return
    case 'set-block': {
      const text = onlyText(statement.body)
      if (text !== undefined) yield [statement.target, text]
      return
    }
    case 'for':
      for (const values of fold(statement.iterable, constants))
        if (Array.isArray(values))
          for (const value of values as readonly Known[]) yield [statement.targets[0]!, value]
      return
    case 'macro':
      for (const { name, fallback } of statement.parameters)
        if (fallback) for (const value of fold(fallback, constants)) yield [name, value]
      return
    case 'scope':
      for (const { name, value } of statement.bindings)
        for (const known of fold(value, constants)) yield [name, known]
      return
    default:
  }
}

function* assigned(
  targets: readonly string[],
  value: Expression,
  constants: Constants,
): Iterable<readonly [string, Known]> {
  const [target, ...more] = targets
  if (target === undefined) return
  // Names that grow from themselves fill up soon; folding them on would cost for nothing.
  if ((constants.get(target)?.length ?? 0) >= MAX_VALUES) return
  if (more.length === 0) {
    for (const known of fold(value, constants)) yield [target, known]
    if (value.kind === 'call')
      for (const { name, value: initial } of value.args.named)
        for (const known of fold(initial, constants)) yield [`${target}.${name}`, known]
    return
  }
  if (value.kind !== 'list') return
  for (const [i, name] of targets.entries()) {
    const item = value.items[i]
    if (item) for (const known of fold(item, constants)) yield [name, known]
  }
}

function onlyText(body: readonly Statement[]): string | undefined {
  return body.every((s) => s.kind === 'text') ? body.map((s) => s.text).join('') : undefined
}
