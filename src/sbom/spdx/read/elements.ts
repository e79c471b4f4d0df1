import { malformed, overLimit } from '../../../model/read-error.ts'
import { idOf, isRaw, typeOf, type Raw } from './values.ts'

/** The objects of a document, found by their ids, whether they stand in the graph or inside of one another. */
export interface Elements {
  /** In the order of the document. */
  readonly all: readonly Raw[]
  readonly byId: ReadonlyMap<string, Raw>
  ofType(type: string): readonly Raw[]
}

const MAX_OBJECTS = 2_000_000
const CONTEXTS = /^https?:\/\/spdx\.org\/rdf\/3\.\d{1,4}(?:\.\d{1,4})?\//

/** Throws `malformed` for anything that is no document of SPDX 3. */
export function elementsOf(document: unknown): Elements {
  if (!isRaw(document) || !hasContext(document['@context']))
    throw malformed('is no SPDX 3 document in JSON-LD')
  const graph = Object.hasOwn(document, '@graph') ? document['@graph'] : [document]
  if (!Array.isArray(graph)) throw malformed('its graph is not a list')
  const all: Raw[] = []
  const byId = new Map<string, Raw>()
  // Without recursion: objects may lie inside of one another deeper than the stack is.
  const pending: unknown[] = graph.toReversed()
  while (pending.length > 0) {
    const value = pending.pop()
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) pending.push(value[i])
      continue
    }
    if (!isRaw(value)) continue
    if (all.length >= MAX_OBJECTS) throw overLimit('has more objects than a document may have')
    if (typeOf(value) !== undefined) {
      all.push(value)
      const id = idOf(value)
      if (id !== undefined && !byId.has(id)) byId.set(id, value)
    }
    const inner = Object.values(value).filter((v) => typeof v === 'object' && v !== null)
    for (let i = inner.length - 1; i >= 0; i--) pending.push(inner[i])
  }
  const types = Map.groupBy(all, typeOf)
  return { all, byId, ofType: (type) => types.get(type) ?? [] }
}

function hasContext(context: unknown): boolean {
  const contexts: readonly unknown[] = Array.isArray(context) ? context.slice(0, 100) : [context]
  return contexts.some((c) => typeof c === 'string' && CONTEXTS.test(c))
}
