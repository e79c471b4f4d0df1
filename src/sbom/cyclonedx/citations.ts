import { STATUSES, type AttributeName, type Status } from '../../model/attribute.ts'
import type { Citation, Component, Metadata } from './document.ts'
import { runsOf, type Writing } from './writing.ts'

/** Which attribute a field of a component is written from. */
const FIELDS: readonly (readonly [AttributeName, string])[] = [
  ['supplier', '/supplier'],
  ['author', '/authors'],
  ['description', '/description'],
  ['license', '/licenses'],
  ['task', '/modelCard/modelParameters/task'],
  ['family', '/modelCard/modelParameters/architectureFamily'],
  ['architecture', '/modelCard/modelParameters/modelArchitecture'],
  ['metric', '/modelCard/quantitativeAnalysis'],
]

const NOTES: Readonly<Record<Status, string>> = {
  verified: 'verified: worked out from the bytes or checked against them',
  declared: 'declared: a file says so',
  inferred: 'inferred: concluded from a name, a default or a place',
}

/** How the fields are known that no file hash or lock stands behind: one citation a status. */
export function citationsOf(w: Writing, metadata: Metadata, components: readonly Component[]): Citation[] {
  const pointers: Record<Status, string[]> = { verified: [], declared: [], inferred: [] }
  const byRef = new Map(w.items.map((item) => [w.refOf.get(item.id), item]))
  for (const [index, component] of components.entries()) {
    const item = byRef.get(component['bom-ref'])
    if (!item) continue
    for (const [name, field] of FIELDS) {
      // The first one is the one that is written, and the surest.
      const status = [item, ...(name === 'metric' ? runsOf(w, item.id) : [])]
        .flatMap((i) => i.attributes)
        .find((a) => a.name === name)?.status
      if (status && has(component, field)) pointers[status].push(`/components/${index}${field}`)
    }
  }
  const { component: system } = metadata
  for (const [name, field] of FIELDS) {
    const status = w.bom.inventory.system.attributes.find((a) => a.name === name)?.status
    if (status && has(system, field)) pointers[status].push(`/metadata/component${field}`)
  }
  return STATUSES.filter((status) => pointers[status].length > 0).map((status) => ({
    pointers: pointers[status],
    timestamp: w.bom.timestamp,
    attributedTo: w.toolRef,
    note: NOTES[status],
  }))
}

function has(component: Component, pointer: string): boolean {
  let value: unknown = component
  for (const key of pointer.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return true
}
