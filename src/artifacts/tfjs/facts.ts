export interface TfjsFacts {
  readonly format: string
  /** Files of weights, as the model names them. */
  readonly weights: readonly { readonly path: string; readonly line: number }[]
  /** Operators of a graph model, once each. */
  readonly operators: readonly { readonly op: string; readonly line: number }[]
}
