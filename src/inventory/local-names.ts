import type { InventoryItem } from '../model/component.ts'
import type { Attribute } from '../model/attribute.ts'
import { redirected, type Graph } from './runs.ts'

/** Lists within a project that give names to what lies elsewhere. */
const LISTS: readonly string[] = ['llama-factory']

/** A name in such a list is no dataset of its own: what is said of it is said of the one that it stands for. */
export function joinLocalNames(graph: Graph): Graph {
  const byId = new Map(graph.items.map((i) => [i.id, i]))
  const meant = Map.groupBy(
    graph.relations.filter((r) => r.kind === 'derived-from' && byId.get(r.to)?.kind === 'dataset'),
    (r) => r.from,
  )
  const joined = new Map(
    graph.items.flatMap(({ id }) => {
      const [only, ...more] = isLocal(id) ? (meant.get(id) ?? []) : []
      return only && more.length === 0 && !isLocal(only.to) ? [[id, only.to] as const] : []
    }),
  )
  if (joined.size === 0) return graph
  const items = graph.items.map((item) => (joined.has(item.id) ? named(item) : item))
  return redirected({ items, relations: graph.relations }, joined)
}

function isLocal(id: string): boolean {
  return LISTS.some((list) => id.startsWith(`dataset:${list}/`))
}

function named(item: InventoryItem): InventoryItem {
  const [evidence] = item.evidence
  if (!evidence) return item
  const name: Attribute = { name: 'configured-name', value: item.name, status: 'declared', evidence }
  return { ...item, attributes: [...item.attributes, name] }
}
