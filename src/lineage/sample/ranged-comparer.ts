import type { BlockCodec } from '../codecs/codec.ts'
import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles } from '../files/model-files.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Failure, Outcome } from '../pass/compare-all.ts'
import { compareTensor, type Readers } from '../pass/compare-tensor.ts'
import type { Comparer, OnWeights } from '../pass/comparer.ts'
import type { TensorMeasure, TensorTask } from '../pass/measure.ts'
import { fetchedRows, rehearsal, type AtHand } from './ranges.ts'

/** Counts what was fetched. */
export interface RangedComparer extends Comparer {
  readonly transferred: () => number
}

/** Rehearsals of one tensor: where zeros are refused, what was asked for until then describes the weight. */
const TURNS = 3

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
  const fetched = async (task: TensorTask, codec: BlockCodec): Promise<Readers> => {
    let atHand: { readonly candidate?: AtHand; readonly reference?: AtHand } = {}
    for (let turn = 1; ; turn++) {
      const asked = { candidate: rehearsal(atHand.candidate), reference: rehearsal(atHand.reference) }
      const readers = { candidate: asked.candidate.reader, reference: asked.reference.reader }
      const refused = refusalOf(() => compareTensor({ ...task, spectrum: false }, codec, readers, () => {}))
      if (refused && turn === TURNS) throw refused
      const ours = await fetchedRows(asked.candidate.ranges, candidate.shards, signal)
      const theirs = await fetchedRows(asked.reference.ranges, reference.shards, signal)
      transferred += ours.bytes + theirs.bytes
      if (!refused) return { candidate: ours.reader, reference: theirs.reader }
      atHand = { candidate: ours.atHand, reference: theirs.atHand }
    }
  }
  /** Tasks that read the same rows: they are fetched once. */
  const together = async (tasks: readonly TensorTask[], onWeights: OnWeights): Promise<Outcome> => {
    const outcome = { measures: new Map<number, TensorMeasure>(), failures: new Array<Failure>() }
    let readers: Readers | undefined
    for (const task of tasks) {
      try {
        const codec = codecOf(task.codec)
        if (!codec) throw new ReadError('unsupported', `the type ${task.codec} is not known`)
        readers ??= await fetched(task, codec)
        outcome.measures.set(
          task.index,
          compareTensor(task, codec, readers, (n) => onWeights(n, task)),
        )
      } catch (error) {
        // A server that fails or changes the file makes an error of the whole comparison, not a verdict.
        if (error instanceof ReadError && (error.reason === 'denied' || error.reason === 'offline'))
          throw error
        signal.throwIfAborted()
        outcome.failures.push({
          index: task.index,
          says: error instanceof Error ? error.message : String(error),
        })
      }
    }
    return outcome
  }
  return {
    transferred: () => transferred,
    async compare(tasks, onWeights) {
      const outcomes: Outcome[] = []
      const groups = Map.groupBy(tasks, (t) => `${t.recipe.tensor} ${t.sample?.join(',') ?? ''}`)
      for (const group of groups.values()) outcomes.push(await together(group, onWeights))
      return {
        measures: new Map(outcomes.flatMap((o) => [...o.measures])),
        failures: outcomes.flatMap((o) => o.failures),
      }
    },
  }
}

function refusalOf(run: () => void): ReadError | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof ReadError) return error
    throw error
  }
}
