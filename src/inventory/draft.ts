import type { Attribute } from '../model/attribute.ts'
import type { ComponentKind, Distribution, InventoryItem } from '../model/component.ts'
import type { Evidence } from '../model/finding.ts'
import type { Purl } from '../model/identity.ts'
import { distinct, surest } from './combine.ts'
import { hubAttributes, nameAttributes } from './hub-attributes.ts'

/** An item while sightings are gathered. */
export interface Draft {
  id: string
  readonly kind: ComponentKind
  /** Where the name is defined; undefined for names taken from a path. */
  registry: string | undefined
  name: string
  version: string | undefined
  /** What authors state where no registry tells a version. */
  readonly statedVersions: Set<string>
  purl: Purl | undefined
  readonly artifacts: Set<string>
  readonly evidence: Evidence[]
  readonly attributes: Attribute[]
  readonly distributions: Distribution[]
}

export interface DraftStart {
  readonly id: string
  readonly kind: ComponentKind
  readonly registry?: string
  readonly name: string
  readonly version?: string
  readonly purl?: Purl
  readonly artifacts?: readonly string[]
  readonly evidence?: Evidence
  readonly attributes?: readonly Attribute[]
}

export function createDraft(start: DraftStart): Draft {
  return {
    id: start.id,
    kind: start.kind,
    registry: start.registry,
    name: start.name,
    version: start.version,
    statedVersions: new Set(),
    purl: start.purl,
    artifacts: new Set(start.artifacts),
    evidence: start.evidence ? [start.evidence] : [],
    attributes: [...(start.attributes ?? [])],
    distributions: [],
  }
}

export function absorb(draft: Draft, other: Draft): void {
  for (const version of other.statedVersions) draft.statedVersions.add(version)
  for (const path of other.artifacts) draft.artifacts.add(path)
  draft.evidence.push(...other.evidence)
  draft.attributes.push(...other.attributes)
  draft.distributions.push(...other.distributions)
}

export function itemOf(draft: Draft): InventoryItem {
  const { id, kind, name, purl } = draft
  // Two that contradict each other tell none.
  const [stated, ...others] = draft.statedVersions
  const version = draft.version ?? (others.length === 0 ? stated : undefined)
  return {
    id,
    kind,
    name,
    ...(version !== undefined && { version }),
    identity: purl === undefined ? {} : { purl },
    artifacts: [...draft.artifacts].toSorted(),
    evidence: distinct(draft.evidence),
    attributes: surest([...draft.attributes, ...hubAttributes(draft), ...nameAttributes(draft)]),
    distributions: distinct(draft.distributions),
  }
}
