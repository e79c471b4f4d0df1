import { codecOf } from '../codecs/codecs.ts'
import { compareTensor, type Readers } from './compare-tensor.ts'
import type { TensorMeasure, TensorTask } from './measure.ts'

export type Measured =
  | { readonly kind: 'measure'; readonly measure: TensorMeasure }
  | { readonly kind: 'failed'; readonly says: string }

/** Compares one tensor; what keeps it from being compared is said of it alone, and the others go on. */
export function measureTask(task: TensorTask, readers: Readers, onWeights: (n: number) => void): Measured {
  const codec = codecOf(task.codec)
  if (!codec) return { kind: 'failed', says: `the type ${task.codec} is not known` }
  try {
    return { kind: 'measure', measure: compareTensor(task, codec, readers, onWeights) }
  } catch (error) {
    return failedBy(error)
  }
}

export function failedBy(error: unknown): Extract<Measured, { readonly kind: 'failed' }> {
  return { kind: 'failed', says: error instanceof Error ? error.message : String(error) }
}
