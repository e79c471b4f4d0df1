import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles } from '../files/model-files.ts'
import { mapModel } from '../mapping/map-model.ts'
import { logicalModel } from '../packed/logical-model.ts'
import { compareTensor } from '../pass/compare-tensor.ts'
import type { TensorMeasure, TensorTask } from '../pass/measure.ts'
import { memoryModel, type MadeTensor } from './memory-model.ts'

type Tensors = Readonly<Record<string, MadeTensor>>

export interface PackedComparison {
  readonly model: ModelFiles
  readonly tasks: readonly TensorTask[]
  readonly measures: Readonly<Record<string, TensorMeasure>>
  readonly failures: Readonly<Record<string, string>>
}

/** Compares a packed candidate with a reference, both in memory, each weight under its logical name. */
export async function comparedPacked(
  candidate: Tensors,
  reference: Tensors,
  {
    config,
    prepare = (tasks) => tasks,
  }: {
    readonly config?: unknown
    readonly prepare?: (
      tasks: readonly TensorTask[],
      readers: Parameters<typeof compareTensor>[2],
    ) => readonly TensorTask[]
  } = {},
): Promise<PackedComparison> {
  const [files, theirFiles] = [
    memoryModel({ kind: 'safetensors', tensors: candidate, config }),
    memoryModel({ kind: 'safetensors', tensors: reference }),
  ]
  const [ours, theirs] = [await logicalModel(files), await logicalModel(theirFiles)]
  const mapping = await mapModel(ours, theirs)
  const readers = { candidate: files.rows, reference: theirFiles.rows }
  const bare = [...mapping.recipes].map(([name, recipe], index): TensorTask => {
    const tensor = ours.tensors.get(name)!
    return { index, parts: [tensor], codec: tensor.type, recipe, chain: 'direct', spectrum: false }
  })
  const tasks = prepare(bare, readers)
  const measures: Record<string, TensorMeasure> = {}
  const failures: Record<string, string> = {}
  for (const task of tasks)
    try {
      measures[task.recipe.tensor] = compareTensor(task, codecOf(task.codec)!, readers, () => {})
    } catch (error) {
      failures[task.recipe.tensor] = String(error)
    }
  return { model: ours, tasks, measures, failures }
}

/** A weight with one value changed. */
export function edited({ shape, values }: MadeTensor, at: number, to: (value: number) => number): MadeTensor {
  const changed = values.slice()
  changed[at] = Math.fround(to(changed[at]!))
  return { shape, values: changed }
}
