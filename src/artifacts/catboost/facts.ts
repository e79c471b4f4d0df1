export interface CatboostFacts {
  /** Bytes that the header gives to the model. */
  readonly coreSize: number
  /** Bytes behind the header. */
  readonly remaining: number
}
