import type { ChecksumCheck } from '../../model/checksum.ts'
import type { AttributeName } from '../../model/attribute.ts'
import type { Artifact, InventoryItem, Relation } from '../../model/component.ts'
import type { Bom } from '../bom.ts'
import type { CycloneDxVersion } from './document.ts'
import { createRefs, type Refs } from './refs.ts'

/** Names of what the record asks for and nobody says of an item. */
export type Unknowns = (item: InventoryItem) => readonly string[]

/** What all parts of one document are written from. */
export interface Writing {
  readonly bom: Bom
  readonly version: CycloneDxVersion
  readonly unknowns: Unknowns
  readonly refs: Refs
  /** In the order of ids. */
  readonly items: readonly InventoryItem[]
  readonly byId: ReadonlyMap<string, InventoryItem>
  readonly refOf: ReadonlyMap<string, string>
  readonly from: ReadonlyMap<string, readonly Relation[]>
  readonly to: ReadonlyMap<string, readonly Relation[]>
  readonly artifacts: ReadonlyMap<string, Artifact>
  readonly checks: ReadonlyMap<string, readonly ChecksumCheck[]>
  readonly systemRef: string
  readonly toolRef: string
}

export function startWriting(bom: Bom, version: CycloneDxVersion, unknowns: Unknowns): Writing {
  const { inventory } = bom
  const items = inventory.items.toSorted((a, b) => order(a.id, b.id))
  const relations = inventory.relations.toSorted(
    (a, b) => order(a.from, b.from) || order(a.kind, b.kind) || order(a.to, b.to),
  )
  const refs = createRefs()
  const refOf = new Map(items.map(({ id }) => [id, refs.take(id)]))
  return {
    bom,
    version,
    unknowns,
    refs,
    items,
    byId: new Map(items.map((item) => [item.id, item])),
    refOf,
    from: Map.groupBy(relations, (r) => r.from),
    to: Map.groupBy(relations, (r) => r.to),
    artifacts: new Map(inventory.artifacts.map((a) => [a.path, a])),
    checks: Map.groupBy(inventory.checks, (c) => c.path),
    systemRef: refs.take('system'),
    toolRef: refs.take(`tool:${bom.tool.name}@${bom.tool.version}`),
  }
}

export function all(item: InventoryItem, name: AttributeName): string[] {
  return item.attributes.filter((a) => a.name === name).map((a) => a.value)
}

export function first(item: InventoryItem, name: AttributeName): string | undefined {
  return item.attributes.find((a) => a.name === name)?.value
}

/** Items that an item leads to by relations of some kinds. */
export function targets(w: Writing, id: string, kinds: readonly Relation['kind'][]): InventoryItem[] {
  const related = (w.from.get(id) ?? []).filter((r) => kinds.includes(r.kind))
  return distinct(related.flatMap((r) => w.byId.get(r.to) ?? []))
}

/** Training runs that made a model. */
export function runsOf(w: Writing, modelId: string): InventoryItem[] {
  const made = (w.to.get(modelId) ?? []).filter((r) => r.kind === 'provides')
  return distinct(made.flatMap((r) => w.byId.get(r.from) ?? [])).filter((i) => i.kind === 'training')
}

export function refsOf(w: Writing, items: readonly InventoryItem[]): string[] {
  return items.flatMap((i) => w.refOf.get(i.id) ?? []).toSorted(order)
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

/** By code units: the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** An object with a list that is left out when it is empty. */
export function listed<K extends string, T>(key: K, values: readonly T[]): { [P in K]?: readonly T[] } {
  return (values.length > 0 ? { [key]: values } : {}) as { [P in K]?: readonly T[] }
}
