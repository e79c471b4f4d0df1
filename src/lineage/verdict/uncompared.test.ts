import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Recipe } from '../mapping/recipe.ts'
import { atLeast } from './binomial.ts'
import { copies, extras } from './uncompared.ts'

function stored(name: string, type = 'F32'): StoredTensor {
  return { name, type, shape: [4, 4], shard: 0, offset: 0, size: 64 }
}

function model(...names: readonly string[]): ModelFiles {
  return { tensors: new Map(names.map((n) => [n, stored(n)])) } as unknown as ModelFiles
}

function recipe(tensor: string, source: string, found: Recipe['found'] = 'name'): [string, Recipe] {
  return [
    tensor,
    {
      tensor,
      rows: 4,
      width: 4,
      sources: [stored(source)],
      transposed: false,
      elementwise: { kind: 'none' },
      found,
    },
  ]
}

function mapping(part: Partial<Mapping>): Mapping {
  return { recipes: new Map(), unmapped: [], generated: [], unused: [], missing: [], remarks: [], ...part }
}

const verdicts = (names: readonly string[], part: Partial<Mapping>): string[] =>
  extras(model(...names), mapping({ unmapped: names, ...part })).map((t) => t.verdict)

describe('tensors that the reference has not', () => {
  it('are additions where all of the reference is accounted for', () => {
    assert.deepEqual(verdicts(['blk.0.secret.weight'], {}), ['extra'])
  })

  it('are additions where their like in other layers are mapped', () => {
    const recipes = new Map([recipe('blk.1.ffn_up.weight', 'up')])
    assert.deepEqual(verdicts(['blk.0.ffn_up.weight'], { recipes, missing: ['x'] }), ['extra'])
  })

  it('are not judged where the reference has as much left over: the mapping is not known', () => {
    assert.deepEqual(verdicts(['blk.0.odd.weight', 'blk.1.odd.weight'], { missing: ['x', 'y'] }), ['U', 'U'])
  })

  it('are additions where they are named as adapters are', () => {
    const names = ['blk.0.attn_q.weight.lora_a', 'base_model.model.q.lora_B.weight', 'direction.12']
    assert.deepEqual(verdicts(names, { missing: ['x'] }), ['extra', 'extra', 'extra'])
  })

  it('are copies where they hold what another tensor holds by name', () => {
    const recipes = new Map([recipe('a', 's'), recipe('b', 's', 'content'), recipe('c', 't', 'content')])
    assert.deepEqual([...copies(mapping({ recipes }))], [['b', 'a']])
  })
})

describe('chance', () => {
  it('is what the binomial distribution says', () => {
    // 1 − (1 − p)^n, and 1 − (1 − p)^n − n·p·(1 − p)^(n − 1).
    assert.ok(Math.abs(atLeast(1, 1000, 1e-5) / 0.009_950_2 - 1) < 0.01)
    assert.ok(Math.abs(atLeast(2, 1000, 1e-5) / 4.963e-5 - 1) < 0.01)
    assert.equal(atLeast(0, 1000, 1e-5), 1)
    assert.ok(atLeast(40, 1e9, 1e-9) < 1e-40)
  })
})
