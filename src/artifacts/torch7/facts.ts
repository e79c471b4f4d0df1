export interface FunctionFact {
  /** Bytes of Lua bytecode. */
  readonly size: number
  readonly at: number
}

export interface Torch7Facts {
  /** Class names, in the order of their first object. */
  readonly classes: readonly string[]
  readonly functions: readonly FunctionFact[]
}
