/** Kinds of R values that are code or hold it. */
export type CodeKind =
  | 'promise'
  | 'function'
  | 'bytecode'
  | 'external-pointer'
  | 'startup-function'
  | 'mapped-file'

export interface CodeFact {
  readonly kind: CodeKind
  /** Where it stands: `environment` is where R itself keeps promises. */
  readonly inside: 'data' | 'environment'
  /** A promise that has no value yet: R evaluates it as soon as somebody looks. */
  readonly pending: boolean
  /** Names that its code calls, as far as they can be told. */
  readonly calls: readonly string[]
  readonly at: number
}

export interface RdsFacts {
  readonly container: 'rds' | 'rdata'
  readonly encoding: 'xdr' | 'ascii' | 'binary'
  readonly version: number
  readonly code: readonly CodeFact[]
}
