import { codecOf } from '../codecs/codecs.ts'
import { mapModel, type Mapping } from '../mapping/map-model.ts'
import { compareTensor } from '../pass/compare-tensor.ts'
import { memoryModel, type MadeModel } from './memory-model.ts'

/** Maps one model to another and compares every tensor that was mapped. */
export async function compared(
  candidate: MadeModel,
  reference: MadeModel,
): Promise<{ readonly mapping: Mapping; readonly mismatches: Readonly<Record<string, number>> }> {
  const [ours, theirs] = [memoryModel(candidate), memoryModel(reference)]
  const mapping = await mapModel(ours, theirs)
  const readers = { candidate: ours.rows, reference: theirs.rows }
  const mismatches = [...mapping.recipes].map(([name, recipe]): [string, number] => {
    const stored = ours.tensors.get(name)!
    const codec = codecOf(stored.type)!
    const task = {
      index: 0,
      parts: [stored],
      codec: codec.type,
      recipe,
      chain: 'direct',
      spectrum: false,
    } as const
    return [name, compareTensor(task, codec, readers, () => {}).mismatches]
  })
  return { mapping, mismatches: Object.fromEntries(mismatches) }
}
