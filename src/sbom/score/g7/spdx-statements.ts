import { eachIn, textIn, type Fields } from '../../cyclonedx/json-view.ts'
import type { BomView, Subject } from '../bom-view.ts'

/**
 * SPDX has fields for models and datasets that an inventory has no place for, so turning the document into CycloneDX
 * loses them. Here each comes back as the property `spdx:<field>` of the subject of that name.
 */
export function withSpdxStatements(view: BomView, document: Fields): BomView {
  const graph = eachIn(document, '@graph')
  return {
    ...view,
    models: withStatements(view.models, graph, 'ai_'),
    datasets: withStatements(view.datasets, graph, 'dataset_'),
  }
}

function withStatements(subjects: readonly Subject[], graph: readonly Fields[], prefix: string): Subject[] {
  const byName = Map.groupBy(
    graph.filter((e) => (textIn(e, 'type') ?? '').startsWith(prefix)),
    (e) => textIn(e, 'name') ?? '',
  )
  return subjects.map((subject) => {
    const elements = byName.get(subject.name) ?? []
    // Of two that share a name nobody can tell which is meant.
    if (elements.length !== 1) return subject
    const stated = Object.entries(elements[0]!)
      .filter(([field, value]) => field.startsWith(prefix) && value !== null)
      .map(([field, value]) => ({ name: `spdx:${field.slice(prefix.length)}`, value: textOf(value) }))
    const properties = [...eachIn(subject.fields, 'properties'), ...stated]
    return { ...subject, fields: { ...subject.fields, properties } }
  })
}

/** Empty when it says nothing; what it says of many things is not looked at. */
function textOf(value: unknown): string {
  const [only] = Array.isArray(value) ? (value as unknown[]) : [value]
  if (typeof only === 'string') return only
  return only === undefined || only === null ? '' : 'stated'
}
