import { codecOf } from '../../../src/lineage/codecs/codecs.ts'
import type { ModelFiles } from '../../../src/lineage/files/model-files.ts'
import { mapModel } from '../../../src/lineage/mapping/map-model.ts'
import { logicalModel } from '../../../src/lineage/packed/logical-model.ts'
import type { TensorTask } from '../../../src/lineage/pass/measure.ts'
import { rangedComparer } from '../../../src/lineage/sample/ranged-comparer.ts'

/** Words of errors that the engine throws: a reader that knows what is wrong has other ones. */
const OF_THE_ENGINE =
  /cannot read propert|is not (?:a function|iterable|defined|a constructor)|invalid (?:typed )?array|out of (?:bounds|range|memory)|outside the bounds|must be |unreachable|were not fetched|allocation failed|invalid count|bigint|stack size/i

/**
 * A tensor that cannot be compared is no error of the comparison, whatever was thrown: so an error of our own would
 * pass for one of the file.
 */
export async function ownFailures(ours: ModelFiles, theirs: ModelFiles): Promise<string | undefined> {
  const candidate = await logicalModel(ours)
  const reference = await logicalModel(theirs)
  const { recipes } = await mapModel(candidate, reference)
  const tasks = [...recipes].flatMap(([name, recipe], index): TensorTask[] => {
    const stored = candidate.tensors.get(name)
    const codec = stored && codecOf(stored.type)
    return codec
      ? [{ index, parts: [stored], codec: codec.type, recipe, chain: 'direct', spectrum: true, seed: 1 }]
      : []
  })
  const comparer = rangedComparer(candidate, reference, new AbortController().signal)
  const { failures } = await comparer.compare(tasks, () => {})
  const own = failures.find(({ says }) => OF_THE_ENGINE.test(says))
  const tensor = tasks.find((t) => t.index === own?.index)?.recipe.tensor
  return own && `an exception was taken for a tensor that cannot be compared: ${tensor}: ${own.says}`
}
