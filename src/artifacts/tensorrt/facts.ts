export interface TensorrtFacts {
  /** Where a program for the host begins inside the plan; code for the GPU is not one. */
  readonly hostCode: readonly number[]
}
