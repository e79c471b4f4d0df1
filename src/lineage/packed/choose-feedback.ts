import { codecOf } from '../codecs/codecs.ts'
import type { Comparer } from '../pass/comparer.ts'
import { sampledMismatches, sampledRows } from '../pass/choose-chain.ts'
import type { TensorTask } from '../pass/measure.ts'
import { FEEDBACK } from './affine-codec.ts'

/** Share of codes that are not nearest from which on a quantiser did not round to the nearest. Clean ones have none, GPTQ 7 to 25 in a hundred. */
const NOT_NEAREST = 0.02

/**
 * Reads the codes of a model as made with error feedback where most of its tensors are not of nearest values: one tensor
 * alone that is not was changed.
 */
export async function withFeedback(
  tasks: readonly TensorTask[],
  comparer: Comparer,
): Promise<readonly TensorTask[]> {
  const open = tasks.filter((t) => codecOf(t.codec + FEEDBACK) !== undefined)
  if (open.length === 0) return tasks
  const sampled = await sampledMismatches(open, comparer)
  const many = open.filter(
    ({ recipe: { rows, width } }, i) => sampled[i]! > NOT_NEAREST * width * sampledRows(rows),
  ).length
  if (many * 2 <= open.length) return tasks
  const indices = new Set(open.map((t) => t.index))
  return tasks.map((task) => (indices.has(task.index) ? { ...task, codec: task.codec + FEEDBACK } : task))
}
