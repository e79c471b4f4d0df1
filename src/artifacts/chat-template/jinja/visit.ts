import type { Arguments, Expression, Statement } from './ast.ts'

/** The expressions directly inside one expression. */
export function* children(expression: Expression): Iterable<Expression> {
  switch (expression.kind) {
    case 'attribute':
      yield expression.object
      return
    case 'item':
      yield expression.object
      yield expression.index
      return
    case 'slice':
      for (const part of expression.parts) if (part) yield part
      return
    case 'call':
      yield expression.callee
      yield* argumentsOf(expression.args)
      return
    case 'filter':
      if (expression.input) yield expression.input
      yield* argumentsOf(expression.args)
      return
    case 'test':
      yield expression.input
      yield* argumentsOf(expression.args)
      return
    case 'unary':
      yield expression.operand
      return
    case 'binary':
      yield expression.left
      yield expression.right
      return
    case 'conditional':
      yield expression.test
      yield expression.consequent
      if (expression.otherwise) yield expression.otherwise
      return
    case 'list':
      yield* expression.items
      return
    case 'dict':
      for (const entry of expression.entries) yield* entry
      return
    default:
  }
}

export function* argumentsOf({ positional, named }: Arguments): Iterable<Expression> {
  yield* positional
  for (const { value } of named) yield value
}

/** An expression and all inside it, outermost first. */
export function* descendants(expression: Expression): Iterable<Expression> {
  yield expression
  for (const child of children(expression)) yield* descendants(child)
}

/** The expressions that a statement holds itself, without those of its bodies. */
export function* expressionsOf(statement: Statement): Iterable<Expression> {
  switch (statement.kind) {
    case 'output':
    case 'evaluate':
      yield statement.expression
      return
    case 'for':
      yield statement.iterable
      if (statement.test) yield statement.test
      return
    case 'if':
      for (const { test } of statement.branches) yield test
      return
    case 'set':
      yield statement.value
      return
    case 'set-block':
    case 'filter-block':
      if (statement.filter) yield statement.filter
      return
    case 'macro':
    case 'call-block':
      if (statement.kind === 'call-block') yield statement.call
      for (const { fallback } of statement.parameters) if (fallback) yield fallback
      return
    case 'scope':
      for (const { value } of statement.bindings) yield value
      return
    case 'load':
      yield statement.source
      return
    default:
  }
}

function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'for':
      return [statement.body, statement.otherwise]
    case 'if':
      return [...statement.branches.map((branch) => branch.body), statement.otherwise]
    case 'set-block':
    case 'macro':
    case 'call-block':
    case 'filter-block':
    case 'scope':
      return [statement.body]
    default:
      return []
  }
}

/** All statements, in the order of the text. */
export function* allStatements(body: readonly Statement[]): Iterable<Statement> {
  for (const statement of body) {
    yield statement
    for (const inner of bodiesOf(statement)) yield* allStatements(inner)
  }
}
