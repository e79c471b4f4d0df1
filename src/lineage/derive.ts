import { codecOf } from './codecs/codecs.ts'
import type { ModelFiles } from './files/model-files.ts'
import { mapModel, type Mapping } from './mapping/map-model.ts'
import type { Chain } from './mapping/recipe.ts'
import { compareTensor } from './pass/compare-tensor.ts'
import type { TensorMeasure, TensorTask } from './pass/measure.ts'
import { fileRows } from './pass/row-reader.ts'

export interface DeriveOptions {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
  readonly signal: AbortSignal
  readonly chain: Chain
}

export interface Compared {
  readonly mapping: Mapping
  readonly tasks: readonly TensorTask[]
  readonly measures: readonly TensorMeasure[]
}

/** Compares every tensor that can be compared. */
export function compareModels({ candidate, reference, signal, chain }: DeriveOptions): Compared {
  const mapping = mapModel(candidate, reference)
  const readers = {
    candidate: fileRows(candidate.shards.map((s) => s.path!)),
    reference: fileRows(reference.shards.map((s) => s.path!)),
  }
  const tasks: TensorTask[] = []
  const measures: TensorMeasure[] = []
  try {
    for (const [name, recipe] of mapping.recipes) {
      signal.throwIfAborted()
      const stored = candidate.tensors.get(name)!
      const codec = codecOf(stored.type)
      if (!codec) continue
      const task: TensorTask = {
        index: tasks.length,
        parts: [stored],
        codec: codec.type,
        recipe,
        chain,
        spectrum: false,
      }
      tasks.push(task)
      measures.push(compareTensor(task, codec, readers, () => {}))
    }
  } finally {
    readers.candidate.close()
    readers.reference.close()
  }
  return { mapping, tasks, measures }
}
