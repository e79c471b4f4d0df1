import { combined } from '../inventory/combine.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { InventoryItem } from '../model/component.ts'
import type { Bom } from './bom.ts'
import { firstBom, type Making } from './make.ts'

/**
 * One bill of materials of several: a service and its training pipeline, many teams of one product. The same id
 * is one item with all that any of them says of it. The name is the first document's unless one is given.
 */
export function mergeBoms(boms: readonly Bom[], making: Making & { readonly name?: string }): Bom {
  const inventories = apart(boms.map((b) => b.inventory))
  const [first] = inventories
  const merged: Inventory = {
    system: { attributes: [], ...first?.system, name: making.name ?? first?.system.name ?? 'merged' },
    items: mergeItems(inventories.flatMap((i) => i.items)),
    relations: distinct(
      inventories.flatMap((i) => i.relations),
      (r) => `${r.from} ${r.kind} ${r.to}`,
    ),
    artifacts: distinct(
      inventories.flatMap((i) => i.artifacts),
      (a) => `${a.path} ${a.digest ?? ''}`,
    ),
    checks: distinct(
      inventories.flatMap((i) => i.checks),
      (c) => `${c.path} ${c.authority} ${c.expected}`,
    ),
    gaps: distinct(
      inventories.flatMap((i) => i.gaps),
      (g) => `${g.at.path} ${g.reason} ${g.detail}`,
    ),
  }
  return firstBom(merged, making)
}

/**
 * Paths and the ids made of them mean something within one document only. Where two documents use one for different
 * things, both of them put the name of their system before it.
 */
function apart(inventories: readonly Inventory[]): Inventory[] {
  const paths = ambiguous(inventories.map((i) => i.artifacts.map((a) => [a.path, a.digest ?? ''] as const)))
  const ids = ambiguous(
    inventories.map((i) =>
      i.items.filter((x) => !x.identity.purl).map((x) => [x.id, contentOf(x, i)] as const),
    ),
  )
  return inventories.map((inventory, index) => {
    const prefix = `${inventory.system.name || `document-${index + 1}`}/`
    const path = (text: string): string => (paths.has(text) ? prefix + text : text)
    const id = (text: string): string => (ids.has(text) ? prefix + text : text)
    return {
      ...inventory,
      items: inventory.items.map((x) => ({ ...x, id: id(x.id), artifacts: x.artifacts.map(path) })),
      relations: inventory.relations.map((r) => ({ ...r, from: id(r.from), to: id(r.to) })),
      artifacts: inventory.artifacts.map((a) => ({ ...a, path: path(a.path) })),
      checks: inventory.checks.map((c) => ({ ...c, path: path(c.path) })),
    }
  })
}

function contentOf({ kind, name, version, artifacts }: InventoryItem, inventory: Inventory): string {
  const digests = inventory.artifacts.filter((a) => artifacts.includes(a.path)).map((a) => a.digest)
  return JSON.stringify([kind, name, version, digests])
}

/** Keys that stand for different values in different lists. */
function ambiguous(lists: readonly (readonly (readonly [key: string, value: string])[])[]): Set<string> {
  const first = new Map<string, string>()
  const found = new Set<string>()
  for (const [key, value] of lists.flat()) {
    const known = first.get(key)
    if (known === undefined) first.set(key, value)
    else if (known !== value) found.add(key)
  }
  return found
}

function mergeItems(items: readonly InventoryItem[]): InventoryItem[] {
  return [...Map.groupBy(items, (i) => i.id)]
    .map(([, same]) => same.reduce(combined))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The first of each key, sorted by key. */
function distinct<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Map<string, T>()
  for (const value of values) {
    const key = keyOf(value)
    if (!seen.has(key)) seen.set(key, value)
  }
  return [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}
