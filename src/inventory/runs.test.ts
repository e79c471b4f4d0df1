import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { InventoryItem, Relation } from '../model/component.ts'
import { joinRuns } from './runs.ts'

function item(id: string, kind: InventoryItem['kind']): InventoryItem {
  return { id, kind, name: id, identity: {}, artifacts: [], evidence: [], attributes: [], distributions: [] }
}

function relation(from: string, kind: Relation['kind'], to: string): Relation {
  return { from, kind, to, evidence: { at: { path: 'recipe.yaml' }, says: 'trains' } }
}

it('takes what a run started from for the base of the model that it made, unless the model names its own', () => {
  const items = [
    item('made', 'model'),
    item('own', 'model'),
    item('base', 'model'),
    item('other', 'model'),
    item('run', 'training'),
  ]
  const { relations } = joinRuns({
    items,
    relations: [
      relation('run', 'derived-from', 'base'),
      relation('run', 'provides', 'made'),
      relation('run', 'provides', 'own'),
      relation('own', 'derived-from', 'other'),
    ],
  })
  assert.deepEqual(
    relations.filter((r) => r.kind === 'derived-from').map((r) => [r.from, r.to]),
    [
      ['made', 'base'],
      ['own', 'other'],
      ['run', 'base'],
    ],
  )
})
