import { isElementClass } from '../vocabulary/classes.ts'
import { INDIVIDUALS } from '../vocabulary/terms.ts'
import { list, text } from '../read/values.ts'
import type { Placed, Structure } from './structure.ts'

/** The objects of a document by what rules ask for. */
export interface View {
  readonly structure: Structure
  readonly elements: readonly Placed[]
  readonly byId: ReadonlyMap<string, Placed>
  /** Ids of elements that the document says are defined elsewhere. */
  readonly imported: ReadonlySet<string>
  ofType(type: string): readonly Placed[]
  /** Class of what an id stands for: of this document, or one of the individuals of the standard. */
  classOf(id: string): string | undefined
}

const TERM = /^https:\/\/spdx\.org\/rdf\/3\.[\d.]{1,9}\/terms\/(Core|ExpandedLicensing)\/([A-Za-z]{1,40})$/

export function viewOf(structure: Structure): View {
  const byId = new Map<string, Placed>()
  for (const placed of structure.objects)
    if (placed.id !== undefined && !byId.has(placed.id)) byId.set(placed.id, placed)
  const types = Map.groupBy(structure.objects, (o) => o.type)
  const ofType = (type: string): readonly Placed[] => types.get(type) ?? []
  const imported = new Set(ofType('ExternalMap').flatMap((m) => text(m.raw, 'externalSpdxId') ?? []))
  return {
    structure,
    elements: structure.objects.filter((o) => isElementClass(o.type)),
    byId,
    imported,
    ofType,
    classOf: (id) => byId.get(id)?.type ?? INDIVIDUALS.get(id) ?? individualOf(id),
  }
}

/** Individuals may be named by their full URI. */
function individualOf(id: string): string | undefined {
  const [, namespace, name] = TERM.exec(id) ?? []
  if (name === undefined) return undefined
  return INDIVIDUALS.get(namespace === 'Core' ? name : `expandedlicensing_${name}`)
}

/** Ids that a property of a placed object names or holds. */
export function namedIn({ raw }: Placed, key: string): string[] {
  return list(raw, key).flatMap((value) => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' &&
      value !== null &&
      'spdxId' in value &&
      typeof value.spdxId === 'string'
      ? [value.spdxId]
      : []
  })
}
