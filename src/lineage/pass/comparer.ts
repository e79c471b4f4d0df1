import type { Outcome } from './compare-all.ts'
import type { TensorTask } from './measure.ts'

/** Hears that more weights of a task are done. */
export type OnWeights = (n: number, task: TensorTask) => void

/** Compares tensors, wherever their bytes are. One that cannot be read fails alone. */
export interface Comparer {
  /** Whole tensors, or the rows that the tasks name. */
  compare(tasks: readonly TensorTask[], onWeights: OnWeights): Promise<Outcome>
}
