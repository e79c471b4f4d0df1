import { codecOf } from './codecs/codecs.ts'
import { compareFields } from './fields/compare-fields.ts'
import type { ModelFiles } from './files/model-files.ts'
import { logicalModel } from './packed/logical-model.ts'
import { mapModel, type Mapping } from './mapping/map-model.ts'
import type { Chain } from './mapping/recipe.ts'
import { chainFor, chooseChain, withVariants } from './pass/choose-chain.ts'
import { localComparer } from './pass/compare-all.ts'
import type { TensorTask } from './pass/measure.ts'
import { sampled, type SampleOptions } from './sample/plan.ts'
import { rangedComparer } from './sample/ranged-comparer.ts'
import { confidenceOf } from './verdict/confidence.ts'
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
  /** Compare a sample; asked for by whoever reads over a network. */
  readonly sample?: SampleOptions
  readonly onProgress?: (progress: DeriveProgress) => void
}

/** Compares a candidate with the official weights, tensor by tensor, and says what that proves. */
export async function derive(options: DeriveOptions): Promise<Derivation> {
  const { sample, onProgress } = options
  const candidate = await logicalModel(options.candidate)
  const reference = await logicalModel(options.reference)
  const mapping = mapModel(candidate, reference)
  const ranged =
    isLocal(candidate) && isLocal(reference)
      ? undefined
      : rangedComparer(candidate, reference, options.signal)
  const comparer =
    ranged ?? localComparer({ ...options, candidate: pathsOf(candidate), reference: pathsOf(reference) })
  const direct = tasksOf(candidate, mapping)
  const chain = options.chain === 'auto' ? await chooseChain(direct, comparer) : options.chain
  const chained = direct.map((task) => ({ ...task, chain: chainFor(task.codec, chain) }))
  const whole = await withVariants(chained, comparer)
  const tasks = sample ? sampled(whole, sample) : whole
  const totalWeights = weightsOf(tasks)
  let weights = 0
  const outcome = await comparer.compare(tasks, (n) => {
    weights += n
    onProgress?.({ weights, totalWeights })
  })
  return judge({
    candidate,
    reference,
    mapping,
    tasks,
    outcome,
    chain,
    fields: await compareFields(candidate, reference),
    confidence: confidenceOf({
      compared: totalWeights / weightsOf(whole),
      ...(sample && { sample, bytes: ranged?.transferred() ?? 0 }),
    }),
  })
}

function weightsOf(tasks: readonly TensorTask[]): number {
  return tasks.reduce((sum, { recipe: { rows, width }, sample }) => sum + (sample?.length ?? rows) * width, 0)
}

function isLocal(model: ModelFiles): boolean {
  return model.shards.every((s) => s.path !== undefined)
}

function pathsOf(model: ModelFiles): string[] {
  return model.shards.flatMap((s) => s.path ?? [])
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
