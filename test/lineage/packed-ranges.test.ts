import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codecOf } from '../../src/lineage/codecs/codecs.ts'
import { mapModel } from '../../src/lineage/mapping/map-model.ts'
import { logicalModel } from '../../src/lineage/packed/logical-model.ts'
import type { TensorTask } from '../../src/lineage/pass/measure.ts'
import { rangedComparer } from '../../src/lineage/sample/ranged-comparer.ts'
import { CONFIG, official } from '../fuzz/weights/described.ts'
import { openInMemory } from '../fuzz/weights/memory-model.ts'
import { packed } from '../fuzz/weights/packed.ts'
import { written } from '../fuzz/weights/write.ts'

describe('packed weights of which ranges are read', () => {
  for (const [name, model] of Object.entries(packed()))
    it(`are compared: ${name}`, async () => {
      const side = { 'config.json': Buffer.from(JSON.stringify(CONFIG)) }
      const reference = await openInMemory([{ name: 'official', bytes: written(official()) }], side)
      const candidate = await logicalModel(await openInMemory([{ name, bytes: written(model) }]))
      const { recipes, unmapped } = await mapModel(candidate, reference)
      const tasks = [...recipes].map(([tensor, recipe], index): TensorTask => {
        const stored = candidate.tensors.get(tensor)!
        const codec = codecOf(stored.type)!.type
        return { index, parts: [stored], codec, recipe, chain: 'direct', spectrum: true }
      })
      const comparer = rangedComparer(candidate, reference, new AbortController().signal)
      const { measures, failures } = await comparer.compare(tasks, () => {})
      assert.deepEqual([failures, unmapped, candidate.flaws, measures.size], [[], [], [], 1])
    })
})
