export interface MxnetFacts {
  /** Operators that run code which the application registered, with their `op_type`. */
  readonly custom: readonly { readonly op: string; readonly type: string; readonly line: number }[]
  /** Libraries and files that attributes name. */
  readonly references: readonly {
    readonly attribute: string
    readonly target: string
    readonly line: number
  }[]
  readonly nodes: number
}
