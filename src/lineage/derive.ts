import { codecOf } from './codecs/codecs.ts'
import { compareFields } from './fields/compare-fields.ts'
import type { ModelFiles } from './files/model-files.ts'
import { mapModel, type Mapping } from './mapping/map-model.ts'
import type { Chain } from './mapping/recipe.ts'
import { chainFor, chooseChain, withVariant } from './pass/choose-chain.ts'
import { compareAll } from './pass/compare-all.ts'
import type { TensorTask } from './pass/measure.ts'
import { fileRows } from './pass/row-reader.ts'
import type { Derivation } from './verdict/derivation.ts'
import { judge } from './verdict/judge.ts'

export interface DeriveProgress {
  readonly weights: number
  readonly totalWeights: number
}

export interface DeriveOptions {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
  readonly chain: Chain | 'auto'
  readonly workers: number
  readonly signal: AbortSignal
  readonly onProgress?: (progress: DeriveProgress) => void
}

/** Compares a candidate with the official weights, tensor by tensor, and says what that proves. */
export async function derive(options: DeriveOptions): Promise<Derivation> {
  const { candidate, reference, workers, signal, onProgress } = options
  const mapping = mapModel(candidate, reference)
  const paths = { candidate: pathsOf(candidate), reference: pathsOf(reference) }
  const unchained = tasksOf(candidate, mapping)
  const { chain, tasks } = explained(unchained, paths, options.chain)
  const totalWeights = tasks.reduce((sum, { recipe: { rows, width } }) => sum + rows * width, 0)
  let weights = 0
  const onWeights = (n: number): void => {
    weights += n
    onProgress?.({ weights, totalWeights })
  }
  const outcome = await compareAll(tasks, { ...paths, workers, signal, onWeights })
  return judge({
    candidate,
    reference,
    mapping,
    tasks,
    outcome,
    chain,
    fields: await compareFields(candidate, reference),
    confidence: { coverage: 'full', compared: 1, statement: 'every weight was compared' },
  })
}

function pathsOf(model: ModelFiles): string[] {
  return model.shards.map((s) => s.path ?? '')
}

function tasksOf(candidate: ModelFiles, mapping: Mapping): TensorTask[] {
  return [...mapping.recipes].flatMap(([name, recipe], index): TensorTask[] => {
    const stored = candidate.tensors.get(name)
    const codec = stored && codecOf(stored.type)
    return codec
      ? [{ index, parts: [stored], codec: codec.type, recipe, chain: 'direct', spectrum: true }]
      : []
  })
}

/** The tasks with the conversions that explain a sample of them best. */
function explained(
  tasks: readonly TensorTask[],
  paths: { readonly candidate: readonly string[]; readonly reference: readonly string[] },
  asked: Chain | 'auto',
): { readonly chain: Chain; readonly tasks: readonly TensorTask[] } {
  const readers = { candidate: fileRows(paths.candidate), reference: fileRows(paths.reference) }
  try {
    const chain = asked === 'auto' ? chooseChain(tasks, readers) : asked
    const chained = tasks.map((task) => withVariant({ ...task, chain: chainFor(task.codec, chain) }, readers))
    return { chain, tasks: chained }
  } finally {
    readers.candidate.close()
    readers.reference.close()
  }
}
