import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem, Relation } from '../model/component.ts'
import { withLineage } from './lineage.ts'

const evidence = { at: { path: 'x' }, says: 'says so' }

function item(
  id: string,
  kind: InventoryItem['kind'],
  said: Partial<Record<AttributeName, string>>,
): InventoryItem {
  const attributes = Object.entries(said).map(([name, value]): Attribute => ({
    name: name as AttributeName,
    value,
    status: 'declared',
    evidence,
  }))
  return { id, kind, name: id, identity: {}, artifacts: [], evidence: [], attributes, distributions: [] }
}

function relation(from: string, kind: Relation['kind'], to: string): Relation {
  return { from, kind, to, evidence }
}

function added(items: readonly InventoryItem[], relations: readonly Relation[]): string[] {
  const [model] = withLineage({ items, relations })
  return model!.attributes.filter((a) => a.status === 'inferred').map((a) => `${a.name}=${a.value}`)
}

const base = item('base', 'model', { family: 'Llama', architecture: 'LlamaForCausalLM' })

describe('lineage', () => {
  it('gives an adapter the architecture of its base, through other adapters', () => {
    const adapter = item('a', 'model', { role: 'adapter' })
    const between = item('b', 'model', { role: 'adapter' })
    const from = [relation('a', 'derived-from', 'b'), relation('b', 'derived-from', 'base')]
    assert.deepEqual(added([adapter, between, base], from), ['architecture=LlamaForCausalLM', 'family=Llama'])
    const circle = [relation('a', 'derived-from', 'b'), relation('b', 'derived-from', 'a')]
    assert.deepEqual(added([adapter, between], circle), [])
  })

  it('gives no architecture to what was converted or tuned as a whole', () => {
    const quantized = item('a', 'model', { role: 'quantized' })
    assert.deepEqual(added([quantized, base], [relation('a', 'derived-from', 'base')]), ['family=Llama'])
  })

  it('gives who ran the training as author where nobody names one', () => {
    const made = [relation('run', 'provides', 'a')]
    const run = (experimenter: string): InventoryItem => item('run', 'training', { experimenter })
    assert.deepEqual(added([item('a', 'model', {}), run('mira')], made), ['author=mira'])
    assert.deepEqual(added([item('a', 'model', {}), run('root')], made), [])
    assert.deepEqual(added([item('a', 'model', { author: 'Ann' }), run('mira')], made), [])
  })
})
