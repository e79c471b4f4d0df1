import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem, Relation } from '../model/component.ts'
import { surest } from './combine.ts'
import type { Graph } from './runs.ts'

/** What a model has from the one that it was made of, however often it was made into another. */
const INHERITED: readonly AttributeName[] = ['family']
const MAX_GENERATIONS = 32

/** Adds what follows from how models were made: the family of their base, and that they are made here. */
export function withLineage({ items, relations }: Graph): InventoryItem[] {
  const byId = new Map(items.map((i) => [i.id, i]))
  const bases = Map.groupBy(
    relations.filter((r) => r.kind === 'derived-from'),
    (r) => r.from,
  )
  const runs = new Set(items.filter((i) => i.kind === 'training').map((i) => i.id))
  const made = new Map(
    relations.filter((r) => r.kind === 'provides' && runs.has(r.from)).map((r) => [r.to, r]),
  )
  const inherited = (item: InventoryItem, name: AttributeName): Attribute | undefined => {
    let current: InventoryItem | undefined = item
    for (let generation = 0; current && generation < MAX_GENERATIONS; generation++) {
      const own = current.attributes.find((a) => a.name === name)
      if (own && current !== item) {
        const says = `is what its base ${current.name} is`
        return { ...own, status: 'inferred', evidence: { at: own.evidence.at, says } }
      }
      const [base]: Relation[] = bases.get(current.id) ?? []
      current = base && byId.get(base.to)
    }
    return undefined
  }
  return items.map((item) => {
    if (item.kind !== 'model') return item
    const lacks = (name: AttributeName): boolean => !item.attributes.some((a) => a.name === name)
    const added = INHERITED.filter(lacks).flatMap((name) => inherited(item, name) ?? [])
    const run = made.get(item.id)
    if (run && item.artifacts.length > 0 && lacks('source'))
      added.push({ name: 'source', value: 'local-fine-tune', status: 'inferred', evidence: run.evidence })
    return added.length === 0 ? item : { ...item, attributes: surest([...item.attributes, ...added]) }
  })
}
