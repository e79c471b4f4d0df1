export interface CustomOperator {
  readonly name: string
  /** Byte offset of its table. */
  readonly at: number
}

/** Where the file contradicts itself. */
export interface TfliteFlaw {
  readonly says: string
  readonly at: number
}

export interface TfliteFacts {
  readonly version: number
  readonly description: string
  readonly operators: number
  readonly customOperators: readonly CustomOperator[]
  readonly tensors: number
  readonly flaws: readonly TfliteFlaw[]
}
