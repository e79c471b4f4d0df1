import type { Inventory } from '../../inventory/inventory.ts'
import type { ChecksumCheck } from '../../model/checksum.ts'
import type { Artifact, InventoryItem, Relation } from '../../model/component.ts'
import type { Gap, GapReason } from '../../model/finding.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { ReadFile } from './read-files.ts'
import type { ReadItem } from './read-item.ts'

/** More than any system has; a document with more of them was made to hurt. */
const MAX_ITEMS = 500_000

/** What has been read of a document so far. */
export interface Gathering {
  addFile(file: ReadFile): void
  addRead(read: ReadItem, ref: string | undefined): string
  addItem(item: InventoryItem, ref: string | undefined): void
  /** Between ids. */
  addRelation(relation: Relation): void
  /** From an id to a reference, which may come later. */
  addReference(relation: Relation): void
  addGap(reason: GapReason, detail: string): void
  /** An id that is still free. */
  idFor(wanted: string): string
  known(ref: string): string | undefined
  /** The id of an item of another tool. */
  foreign(ref: string): string | undefined
  gathered(gaps: readonly Gap[]): Omit<Inventory, 'system'>
}

export function createGathering(shown: string): Gathering {
  const items = new Map<string, InventoryItem>()
  const idOf = new Map<string, string>()
  const foreign = new Set<string>()
  const artifacts = new Map<string, Artifact>()
  const checks = new Map<string, readonly ChecksumCheck[]>()
  const relations: Relation[] = []
  const references: Relation[] = []
  const found: Gap[] = []

  const idFor = (wanted: string): string => {
    let id = wanted
    for (let n = 2; items.has(id); n++) id = `${wanted}~${n}`
    return id
  }
  const keep = (item: InventoryItem, ref: string | undefined): void => {
    if (items.size >= MAX_ITEMS) throw new UsageError(`${shown}: holds more than ${MAX_ITEMS} components`)
    items.set(item.id, item)
    if (ref !== undefined && !idOf.has(ref)) idOf.set(ref, item.id)
    if (!idOf.has(item.id)) idOf.set(item.id, item.id)
  }

  return {
    idFor,
    addFile({ path, artifact, checks: checked }) {
      if (artifact && !artifacts.has(path)) artifacts.set(path, artifact)
      if (checked.length > 0 && !checks.has(path)) checks.set(path, checked)
    },
    addRead({ item, relations: said }, ref) {
      const id = idFor(item.id)
      keep(id === item.id ? item : { ...item, id }, ref)
      for (const relation of said) references.push({ from: id, ...relation })
      return id
    },
    addItem(item, ref) {
      keep(item, ref)
      foreign.add(item.id)
    },
    addRelation: (relation) => void relations.push(relation),
    addReference: (relation) => void references.push(relation),
    addGap: (reason, detail) => void found.push({ at: { path: shown }, reason, detail }),
    known: (ref) => idOf.get(ref),
    foreign(ref) {
      const id = idOf.get(ref)
      return id !== undefined && foreign.has(id) ? id : undefined
    },
    gathered(gaps) {
      const resolved = references.flatMap((r) => {
        const to = idOf.get(r.to)
        return to === undefined || to === r.from ? [] : [{ ...r, to }]
      })
      return {
        items: [...items.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        relations: distinct([...relations, ...resolved]),
        artifacts: [...artifacts.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        checks: [...checks.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, list]) => list),
        gaps: [...gaps, ...found],
      }
    },
  }
}

/** In the order of inventories. */
function distinct(relations: readonly Relation[]): Relation[] {
  const seen = new Map<string, Relation>()
  for (const relation of relations) {
    const key = JSON.stringify([relation.from, relation.kind, relation.to])
    if (!seen.has(key)) seen.set(key, relation)
  }
  return [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, relation]) => relation)
}
