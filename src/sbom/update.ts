import type { Inventory } from '../inventory/inventory.ts'
import type { Attribute } from '../model/attribute.ts'
import type { ComponentKind, InventoryItem } from '../model/component.ts'
import type { Bom, Trigger } from './bom.ts'
import { diffInventories } from './diff/diff.ts'
import type { InventoryDiff } from './diff/change.ts'
import { toSecond, type Making } from './make.ts'

export interface Previous {
  readonly bom: Bom
  /** SHA-256 of its document, lower-case hex. */
  readonly digest: string
}

export type Update =
  | { readonly changed: false }
  | { readonly changed: true; readonly bom: Bom; readonly diff: InventoryDiff }

/**
 * The next of a series: the serial number stays, the version goes up by one, and what called for it is recorded.
 * When nothing changed there is no next one.
 */
export function nextBom(previous: Previous, seen: Inventory, { now, tool }: Making): Update {
  const before = previous.bom.inventory
  const inventory = { ...seen, items: withEarlierDates(seen.items, before.items) }
  const diff = diffInventories(before, inventory)
  const same = diff.changes.length === 0 && diff.newGaps.length === 0 && isSameSystem(before, inventory)
  if (same) return { changed: false }
  const bom: Bom = {
    serial: previous.bom.serial,
    version: previous.bom.version + 1,
    timestamp: toSecond(now),
    tool,
    update: {
      triggers: triggersOf(diff),
      previousDigest: previous.digest,
      previousVersion: previous.bom.version,
    },
    inventory,
  }
  return { changed: true, bom, diff }
}

/** The commit moves with every change of any file: by itself it is no reason for a new document. */
function isSameSystem({ system: a, gaps: old }: Inventory, { system: b, gaps }: Inventory): boolean {
  return a.name === b.name && a.version === b.version && old.length === gaps.length
}

const TRIGGER: Readonly<Record<ComponentKind, Trigger>> = {
  model: 'model',
  dataset: 'model',
  training: 'model',
  package: 'dependency',
  container: 'dependency',
  plugin: 'plugin',
  prompt: 'plugin',
  service: 'plugin',
  file: 'other',
}

function triggersOf({ changes }: InventoryDiff): Trigger[] {
  const found = new Set(changes.map((c) => TRIGGER[c.kind]))
  return found.size === 0 ? ['other'] : [...found].toSorted()
}

/**
 * A modification time tells when a copy was made, and a fresh checkout makes a new one. Where the series has
 * recorded an earlier date for the same thing, that one stands.
 */
function withEarlierDates(
  items: readonly InventoryItem[],
  before: readonly InventoryItem[],
): InventoryItem[] {
  const known = new Map(before.map((item) => [item.id, item]))
  return items.map((item) => {
    const old = known.get(item.id)
    if (!old) return item
    return { ...item, attributes: item.attributes.map((a) => earlier(a, old)) }
  })
}

function earlier(attribute: Attribute, old: InventoryItem): Attribute {
  if (attribute.basis !== 'file-mtime') return attribute
  const dated = old.attributes.find((a) => a.name === attribute.name && a.basis !== undefined)
  return dated && dated.value < attribute.value ? dated : attribute
}
