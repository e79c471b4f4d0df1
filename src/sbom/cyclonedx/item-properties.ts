import type { InventoryItem } from '../../model/component.ts'
import { evidenceText } from '../evidence-text.ts'
import { attributeProperties, property, type Property } from '../properties.ts'
import { isOccurrence } from './evidence.ts'
import type { Writing } from './writing.ts'

/** What stands in fields of its own, as it was written there. */
export interface Written {
  readonly name: string
  readonly version?: string
  readonly purl?: string
  readonly occurrences: boolean
  /** Files are nested components. */
  readonly files: boolean
}

/** All that is known of an item and that its fields do not hold word for word. */
export function itemProperties(w: Writing, item: InventoryItem, written: Written): Property[] {
  const { id, kind, name, version, identity, evidence, artifacts, attributes } = item
  const ref = w.refOf.get(id)
  const told = written.occurrences && evidence.every(isOccurrence)
  return [
    property('item:kind', kind),
    ...(ref === id ? [] : [property('item:id', id)]),
    ...(written.name === name ? [] : [property('item:name', name)]),
    ...(version === undefined || written.version === version ? [] : [property('item:version', version)]),
    ...(identity.purl === undefined || written.purl === identity.purl
      ? []
      : [property('item:purl', identity.purl)]),
    ...(identity.digest === undefined ? [] : [property('item:digest', identity.digest)]),
    ...(told ? [] : evidence.map((e) => property('item:evidence', evidenceText(e)))),
    ...(written.files ? [] : artifacts.map((path) => property('item:file', path))),
    ...attributeProperties(attributes),
    ...(w.from.get(id) ?? []).flatMap((relation) => [
      property(`relation:${relation.kind}`, w.refOf.get(relation.to) ?? relation.to),
      property(`relation:${relation.kind}:evidence`, evidenceText(relation.evidence)),
    ]),
    ...w.unknowns(item).map((what) => property('unknown', what)),
  ]
}
