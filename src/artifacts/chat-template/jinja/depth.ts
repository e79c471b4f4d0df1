import { allStatements, children, expressionsOf } from './visit.ts'
import { TemplateSyntaxError, type Expression, type Statement } from './ast.ts'

const MAX_DEPTH = 400

/** Long chains (`a ~ b ~ …`, `x.y.y.y…`) make deep trees without nesting; what walks them recurses. */
export function assertShallow(template: readonly Statement[]): void {
  for (const statement of allStatements(template))
    for (const expression of expressionsOf(statement)) {
      const pending: { node: Expression; depth: number }[] = [{ node: expression, depth: 1 }]
      for (let next = pending.pop(); next; next = pending.pop()) {
        if (next.depth > MAX_DEPTH)
          throw new TemplateSyntaxError(`an expression deeper than ${MAX_DEPTH}`, statement.line)
        for (const node of children(next.node)) pending.push({ node, depth: next.depth + 1 })
      }
    }
}
