import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { InventoryItem, Relation } from '../model/component.ts'
import { joinLocalNames } from './local-names.ts'

function item(id: string, kind: InventoryItem['kind'] = 'dataset'): InventoryItem {
  return {
    id,
    kind,
    name: id.slice(id.lastIndexOf('/') + 1),
    identity: {},
    artifacts: [],
    evidence: [{ at: { path: id }, says: 'is named' }],
    attributes: [],
    distributions: [],
  }
}

function relation(from: string, kind: Relation['kind'], to: string): Relation {
  return { from, kind, to, evidence: { at: { path: 'x' }, says: 'says so' } }
}

it('takes a name in a list of the project for the dataset that it stands for', () => {
  const items = [
    item('dataset:hugging-face/org/alpaca'),
    item('dataset:llama-factory/alpaca'),
    item('dataset:llama-factory/nowhere'),
    item('training:run', 'training'),
  ]
  const joined = joinLocalNames({
    items,
    relations: [
      relation('dataset:llama-factory/alpaca', 'derived-from', 'dataset:hugging-face/org/alpaca'),
      relation('training:run', 'trained-on', 'dataset:llama-factory/alpaca'),
    ],
  })
  assert.deepEqual(
    joined.items.map((i) => i.id),
    ['dataset:hugging-face/org/alpaca', 'dataset:llama-factory/nowhere', 'training:run'],
  )
  assert.deepEqual(
    joined.relations.map((r) => [r.from, r.kind, r.to]),
    [['training:run', 'trained-on', 'dataset:hugging-face/org/alpaca']],
  )
  assert.equal(joined.items[0]!.evidence.length, 2)
  assert.deepEqual(
    joined.items[0]!.attributes.map((a) => [a.name, a.value]),
    [['configured-name', 'alpaca']],
  )
})
