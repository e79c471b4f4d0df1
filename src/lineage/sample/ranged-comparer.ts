import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles } from '../files/model-files.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Outcome } from '../pass/compare-all.ts'
import { compareTensor } from '../pass/compare-tensor.ts'
import type { Comparer } from '../pass/comparer.ts'
import type { TensorTask } from '../pass/measure.ts'
import { fetchedRows, rehearsal } from './ranges.ts'

/** Counts what was fetched. */
export interface RangedComparer extends Comparer {
  readonly transferred: () => number
}

/**
 * Compares over ranges, a tensor at a time. What a comparison reads is found out by running it on zeros first: one place
 * alone decides which rows belong to which.
 */
export function rangedComparer(
  candidate: ModelFiles,
  reference: ModelFiles,
  signal: AbortSignal,
): RangedComparer {
  let transferred = 0
  const one = async (task: TensorTask, onWeights: (n: number) => void): Promise<Outcome> => {
    const codec = codecOf(task.codec)
    if (!codec) return failed(task.index, `the type ${task.codec} is not known`)
    const asked = { candidate: rehearsal(), reference: rehearsal() }
    const readers = { candidate: asked.candidate.reader, reference: asked.reference.reader }
    compareTensor({ ...task, spectrum: false }, codec, readers, () => {})
    const ours = await fetchedRows(asked.candidate.ranges, candidate.shards, signal)
    const theirs = await fetchedRows(asked.reference.ranges, reference.shards, signal)
    transferred += ours.bytes + theirs.bytes
    const fetched = { candidate: ours.reader, reference: theirs.reader }
    const measure = compareTensor(task, codec, fetched, onWeights)
    return { measures: new Map([[task.index, measure]]), failures: [] }
  }
  return {
    transferred: () => transferred,
    async compare(tasks, onWeights) {
      const outcomes: Outcome[] = []
      for (const task of tasks) {
        signal.throwIfAborted()
        try {
          outcomes.push(await one(task, onWeights))
        } catch (error) {
          // A server that fails or changes the file makes an error of the whole comparison, not a verdict.
          if (error instanceof ReadError && error.reason !== 'malformed') throw error
          outcomes.push(failed(task.index, error instanceof Error ? error.message : String(error)))
        }
      }
      return {
        measures: new Map(outcomes.flatMap((o) => [...o.measures])),
        failures: outcomes.flatMap((o) => o.failures),
      }
    },
  }
}

function failed(index: number, says: string): Outcome {
  return { measures: new Map(), failures: [{ index, says }] }
}
