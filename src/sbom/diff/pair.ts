import type { InventoryItem } from '../../model/component.ts'

export interface Pairing {
  readonly pairs: readonly (readonly [InventoryItem, InventoryItem])[]
  readonly removed: readonly InventoryItem[]
  readonly added: readonly InventoryItem[]
}

/** The same id is the same item; one version gone and one come of the same thing is an item that changed. */
export function pairItems(before: readonly InventoryItem[], after: readonly InventoryItem[]): Pairing {
  const byId = new Map(after.map((item) => [item.id, item]))
  const pairs: (readonly [InventoryItem, InventoryItem])[] = []
  const gone: InventoryItem[] = []
  for (const item of before) {
    const same = byId.get(item.id)
    if (same) pairs.push([item, same])
    else gone.push(item)
  }
  const known = new Set(before.map((item) => item.id))
  const come = Map.groupBy(
    after.filter((item) => !known.has(item.id)),
    thingOf,
  )
  const left = Map.groupBy(gone, thingOf)
  const removed: InventoryItem[] = []
  for (const [thing, items] of left) {
    const successors = come.get(thing) ?? []
    // Several versions at once cannot be told apart: they come and go.
    if (items.length === 1 && successors.length === 1) {
      pairs.push([items[0]!, successors[0]!])
      come.delete(thing)
    } else removed.push(...items)
  }
  return { pairs, removed, added: [...come.values()].flat() }
}

/** Which thing, whatever its version. */
function thingOf({ kind, name, identity }: InventoryItem): string {
  return `${kind} ${identity.purl?.replace(/[@?#].*$/, '') ?? name}`
}
