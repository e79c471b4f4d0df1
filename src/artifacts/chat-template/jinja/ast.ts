/** Lines count from one. */
export type Expression =
  | { readonly kind: 'const'; readonly value: string | number | boolean | null; readonly line: number }
  | { readonly kind: 'name'; readonly name: string; readonly line: number }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string; readonly line: number }
  | { readonly kind: 'item'; readonly object: Expression; readonly index: Expression; readonly line: number }
  /** Only as the index of an item. */
  | { readonly kind: 'slice'; readonly parts: readonly (Expression | undefined)[]; readonly line: number }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments; readonly line: number }
  /** Without input inside a filter block. */
  | {
      readonly kind: 'filter'
      readonly input: Expression | undefined
      readonly name: string
      readonly args: Arguments
      readonly line: number
    }
  | {
      readonly kind: 'test'
      readonly input: Expression
      readonly name: string
      readonly args: Arguments
      readonly line: number
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly line: number }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
      readonly line: number
    }
  | {
      readonly kind: 'conditional'
      readonly test: Expression
      readonly consequent: Expression
      readonly otherwise: Expression | undefined
      readonly line: number
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly line: number }
  | {
      readonly kind: 'dict'
      readonly entries: readonly (readonly [Expression, Expression])[]
      readonly line: number
    }

export interface Arguments {
  /** Those spread with `*` and `**` stand here too. */
  readonly positional: readonly Expression[]
  readonly named: readonly { readonly name: string; readonly value: Expression }[]
}

export interface Branch {
  readonly test: Expression
  readonly body: readonly Statement[]
}

export interface Parameter {
  readonly name: string
  readonly fallback: Expression | undefined
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'output'; readonly expression: Expression; readonly line: number }
  /** `{% do … %}`: evaluated, not printed. */
  | { readonly kind: 'evaluate'; readonly expression: Expression; readonly line: number }
  | {
      readonly kind: 'for'
      readonly targets: readonly string[]
      readonly iterable: Expression
      readonly test: Expression | undefined
      readonly body: readonly Statement[]
      readonly otherwise: readonly Statement[]
      readonly line: number
    }
  | {
      readonly kind: 'if'
      readonly branches: readonly Branch[]
      readonly otherwise: readonly Statement[]
      readonly line: number
    }
  /** A target is a name, or `name.attribute` of a namespace. */
  | {
      readonly kind: 'set'
      readonly targets: readonly string[]
      readonly value: Expression
      readonly line: number
    }
  | {
      readonly kind: 'set-block'
      readonly target: string
      readonly filter: Expression | undefined
      readonly body: readonly Statement[]
      readonly line: number
    }
  | {
      readonly kind: 'macro'
      readonly name: string
      readonly parameters: readonly Parameter[]
      readonly body: readonly Statement[]
      readonly line: number
    }
  | {
      readonly kind: 'call-block'
      readonly call: Expression
      readonly parameters: readonly Parameter[]
      readonly body: readonly Statement[]
      readonly line: number
    }
  | {
      readonly kind: 'filter-block'
      readonly filter: Expression
      readonly body: readonly Statement[]
      readonly line: number
    }
  /** `block`, `generation`, `with`, `autoescape`: a body that is rendered where it stands. */
  | {
      readonly kind: 'scope'
      readonly tag: string
      readonly bindings: readonly { readonly name: string; readonly value: Expression }[]
      readonly body: readonly Statement[]
      readonly line: number
    }
  /** `include`, `import`, `from`, `extends`. */
  | { readonly kind: 'load'; readonly tag: string; readonly source: Expression; readonly line: number }
  | { readonly kind: 'jump'; readonly tag: string; readonly line: number }

export class TemplateSyntaxError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'TemplateSyntaxError'
    this.line = line
  }
}
