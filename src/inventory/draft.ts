import { STATUSES, type Attribute } from '../model/attribute.ts'
import type { ComponentKind, Distribution, InventoryItem } from '../model/component.ts'
import type { Evidence } from '../model/finding.ts'
import type { Purl } from '../model/identity.ts'

/** An item while sightings are gathered. */
export interface Draft {
  id: string
  readonly kind: ComponentKind
  name: string
  version: string | undefined
  purl: Purl | undefined
  readonly artifacts: Set<string>
  readonly evidence: Evidence[]
  readonly attributes: Map<string, Attribute>
  readonly distributions: Distribution[]
}

export interface DraftStart {
  readonly id: string
  readonly kind: ComponentKind
  readonly name: string
  readonly version?: string
  readonly purl?: Purl
  readonly artifacts?: readonly string[]
  readonly evidence?: Evidence
  readonly attributes?: readonly Attribute[]
}

export function createDraft(start: DraftStart): Draft {
  const draft: Draft = {
    id: start.id,
    kind: start.kind,
    name: start.name,
    version: start.version,
    purl: start.purl,
    artifacts: new Set(start.artifacts),
    evidence: start.evidence ? [start.evidence] : [],
    attributes: new Map(),
    distributions: [],
  }
  addAttributes(draft, start.attributes ?? [])
  return draft
}

export function absorb(draft: Draft, other: Draft): void {
  for (const path of other.artifacts) draft.artifacts.add(path)
  draft.evidence.push(...other.evidence)
  addAttributes(draft, [...other.attributes.values()])
  draft.distributions.push(...other.distributions)
}

/** One value said twice is kept once, by the surer of the two. */
export function addAttributes(draft: Draft, attributes: readonly Attribute[]): void {
  for (const attribute of attributes) {
    const key = JSON.stringify([attribute.name, attribute.key, attribute.value])
    const known = draft.attributes.get(key)
    if (!known || sureness(attribute) < sureness(known)) draft.attributes.set(key, attribute)
  }
}

function sureness({ status }: Attribute): number {
  return STATUSES.indexOf(status)
}

export function itemOf(draft: Draft): InventoryItem {
  const { id, kind, name, version, purl } = draft
  return {
    id,
    kind,
    name,
    ...(version !== undefined && { version }),
    identity: purl === undefined ? {} : { purl },
    artifacts: [...draft.artifacts].toSorted(),
    evidence: distinct(draft.evidence),
    attributes: [...draft.attributes.values()].toSorted(byName),
    distributions: distinct(draft.distributions),
  }
}

function byName(a: Attribute, b: Attribute): number {
  return (
    compare(a.name, b.name) ||
    compare(a.key ?? '', b.key ?? '') ||
    sureness(a) - sureness(b) ||
    compare(a.value, b.value)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...seen].toSorted(([a], [b]) => compare(a, b)).map(([, value]) => value)
}
