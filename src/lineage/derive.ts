import { randomInt } from 'node:crypto'
import { codecOf } from './codecs/codecs.ts'
import { compareFields } from './fields/compare-fields.ts'
import type { ModelFiles } from './files/model-files.ts'
import { localFactors, withoutFactors } from './packed/awq-factors.ts'
import { withFeedback } from './packed/choose-feedback.ts'
import { logicalModel } from './packed/logical-model.ts'
import { mapModel, type Mapping } from './mapping/map-model.ts'
import type { Chain } from './mapping/recipe.ts'
import { chainFor, chooseChain, withVariants } from './pass/choose-chain.ts'
import { localComparer } from './pass/compare-all.ts'
import type { OnWeights } from './pass/comparer.ts'
import type { TensorTask } from './pass/measure.ts'
import { withImportance } from './requantise/importance/attach.ts'
import type { ImportanceMatrix } from './requantise/importance/importance.ts'
import { sampled, type SampleOptions } from './sample/plan.ts'
import { rangedComparer } from './sample/ranged-comparer.ts'
import { confidenceOf } from './verdict/confidence.ts'
import type { Derivation } from './verdict/derivation.ts'
import { judge } from './verdict/judge.ts'

export interface DeriveProgress {
  readonly tensors: number
  readonly totalTensors: number
  /** Of candidate and reference together. */
  readonly bytes: number
  readonly totalBytes: number
  /** Name of the tensor that was heard of last. */
  readonly current: string
}

export interface DeriveOptions {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
  readonly chain: Chain | 'auto'
  readonly workers: number
  readonly signal: AbortSignal
  /** What the quantiser was given with `--imatrix`, where that was published. */
  readonly importance?: ImportanceMatrix
  /** Compare a sample; asked for by whoever reads over a network. */
  readonly sample?: SampleOptions
  readonly onProgress?: (progress: DeriveProgress) => void
}

/** Compares a candidate with the official weights, tensor by tensor, and says what that proves. */
export async function derive(options: DeriveOptions): Promise<Derivation> {
  const { sample, onProgress } = options
  const candidate = await logicalModel(options.candidate)
  const reference = await logicalModel(options.reference)
  const mapping = await mapModel(candidate, reference)
  const ranged =
    isLocal(candidate) && isLocal(reference)
      ? undefined
      : rangedComparer(candidate, reference, options.signal)
  const comparer =
    ranged ?? localComparer({ ...options, candidate: pathsOf(candidate), reference: pathsOf(reference) })
  const bare = tasksOf(candidate, mapping)
  const direct = ranged ? withoutFactors(bare) : localFactors(bare, pathsOf(candidate), pathsOf(reference))
  const chain = options.chain === 'auto' ? await chooseChain(direct, comparer) : options.chain
  const chained = direct.map((task) => ({ ...task, chain: chainFor(task.codec, chain) }))
  const whole = await withFeedback(await withVariants(chained, comparer), comparer)
  // Which blocks of large tensors are made again is drawn anew, or by the seed of the sample.
  const seed = sample ? Number.parseInt(sample.seed.slice(0, 8), 16) : randomInt(2 ** 32)
  const seeded = (sample ? sampled(whole, sample) : whole).map((task) => ({ ...task, seed }))
  const tasks = withImportance(seeded, options.importance)
  const outcome = await comparer.compare(tasks, tallied(tasks, onProgress))
  return judge({
    candidate,
    reference,
    mapping,
    tasks,
    outcome,
    chain,
    fields: await compareFields(candidate, reference),
    confidence: confidenceOf({
      compared: weightsOf(tasks) / weightsOf(whole),
      ...(sample && { sample, bytes: ranged?.transferred() ?? 0 }),
    }),
  })
}

/** Turns weights that are done into what a person waits for. */
function tallied(tasks: readonly TensorTask[], onProgress: DeriveOptions['onProgress']): OnWeights {
  if (!onProgress) return () => {}
  const cost = new Map(tasks.map((task) => [task.index, bytesPerWeight(task)]))
  const left = new Map(tasks.map((task) => [task.index, weightsOf([task])]))
  const totalBytes = tasks.reduce((sum, task) => sum + weightsOf([task]) * bytesPerWeight(task), 0)
  let bytes = 0
  let tensors = 0
  return (n, task) => {
    bytes += n * (cost.get(task.index) ?? 0)
    const open = (left.get(task.index) ?? 0) - n
    left.set(task.index, open)
    if (open === 0) tensors++
    onProgress({
      tensors,
      totalTensors: tasks.length,
      bytes: Math.round(bytes),
      totalBytes,
      current: task.recipe.tensor,
    })
  }
}

function bytesPerWeight({ parts, recipe: { rows, width, sources } }: TensorTask): number {
  const stored = parts.reduce((sum, part) => sum + part.size, 0) / (rows * width)
  const [source] = sources
  const count = source?.shape.reduce((product, n) => product * n, 1) ?? 1
  return stored + (source ? source.size / count : 0)
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
