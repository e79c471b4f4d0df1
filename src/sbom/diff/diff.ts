import { verdictsByPath, fieldsOf, type Side } from './fields.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { COMPONENT_KINDS, type InventoryItem } from '../../model/component.ts'
import type { FieldChange, InventoryDiff, ItemChange } from './change.ts'
import { pairItems } from './pair.ts'
import { securityOf } from './security.ts'

export function diffInventories(before: Inventory, after: Inventory): InventoryDiff {
  const { pairs, removed, added } = pairItems(before.items, after.items)
  const old = sideOf(before)
  const now = sideOf(after)
  const changes = [
    ...added.map((item) => itemChange('added', item, [])),
    ...removed.map((item) => itemChange('removed', item, [])),
    ...pairs.flatMap(([a, b]) => {
      const fields = compareFields(fieldsOf(a, old), fieldsOf(b, now))
      return fields.length === 0 ? [] : [itemChange('changed', b, fields)]
    }),
  ]
  const known = new Set(before.gaps.map(gapText))
  return {
    changes: changes.toSorted(byWeight),
    newGaps: after.gaps.map(gapText).filter((text) => !known.has(text)),
  }
}

function sideOf(inventory: Inventory): Side {
  return {
    artifacts: new Map(inventory.artifacts.map((a) => [a.path, a])),
    checks: verdictsByPath(inventory.checks),
    relations: Map.groupBy(inventory.relations, (r) => r.from),
    names: new Map(inventory.items.map((i) => [i.id, i.name])),
  }
}

function itemChange(
  change: ItemChange['change'],
  item: InventoryItem,
  fields: readonly FieldChange[],
): ItemChange {
  const { id, kind, name, version } = item
  const security = securityOf({ change, item, fields })
  return { change, id, kind, name, ...(version !== undefined && { version }), fields, security }
}

function compareFields(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): FieldChange[] {
  const fields = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return fields.flatMap((field): FieldChange[] => {
    const old = (before.get(field) ?? []).filter((v) => !after.get(field)?.includes(v))
    const now = (after.get(field) ?? []).filter((v) => !before.get(field)?.includes(v))
    const length = Math.max(old.length, now.length)
    return Array.from({ length }, (_, i) => ({
      field,
      ...(old[i] !== undefined && { before: old[i] }),
      ...(now[i] !== undefined && { after: now[i] }),
    }))
  })
}

function gapText({ at, reason, detail }: Inventory['gaps'][number]): string {
  return `${at.path}: ${reason}, ${detail}`
}

function byWeight(a: ItemChange, b: ItemChange): number {
  return (
    Number(b.security.length > 0) - Number(a.security.length > 0) ||
    COMPONENT_KINDS.indexOf(a.kind) - COMPONENT_KINDS.indexOf(b.kind) ||
    compare(a.name, b.name) ||
    compare(a.id, b.id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
