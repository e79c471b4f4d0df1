import type { TensorTask } from '../../pass/measure.ts'
import { requantiserOf } from '../requantisers.ts'
import type { ImportanceMatrix } from './importance.ts'

/** The tasks with the importances that the quantiser had for their tensors. */
export function withImportance(
  tasks: readonly TensorTask[],
  matrix: ImportanceMatrix | undefined,
): readonly TensorTask[] {
  if (!matrix) return tasks
  return tasks.map((task) => {
    const { parts, recipe, codec } = task
    const shape = parts[0]?.shape ?? []
    if (parts[0]?.parts || !requantiserOf(codec, true)) return task
    const matrices = shape.length > 2 ? shape.slice(0, -2).reduce((product, n) => product * n, 1) : 1
    const importance = matrix.of(recipe.tensor, recipe.width, matrices)
    return importance ? { ...task, importance } : task
  })
}
