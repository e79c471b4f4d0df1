export interface ExecutorchFacts {
  /** Version of the schema, from the file identifier: `ET12`. */
  readonly identifier: string
  readonly plans: readonly string[]
  /** Kernels with their overload: `aten::add.out`. */
  readonly operators: readonly string[]
  /** Backends to which parts of the program are handed: `XnnpackBackend`. */
  readonly delegates: readonly string[]
  readonly segments: number
  readonly flaws: readonly SegmentFlaw[]
}

export interface SegmentFlaw {
  readonly says: string
  readonly at: number
}
