import { posix } from 'node:path'
import type { InventoryItem, Relation } from '../model/component.ts'
import { combined } from './combine.ts'

export interface Graph {
  readonly items: readonly InventoryItem[]
  readonly relations: readonly Relation[]
}

/**
 * A training leaves its traces in several places: the recipe, what the trainer wrote beside the weights, the
 * tracking system's record. Those that speak of the one model that came out are one run, as long as at most one of
 * them has an id of its own.
 */
export function joinRuns({ items, relations }: Graph): Graph {
  const runs = new Map(items.filter((i) => i.kind === 'training').map((i) => [i.id, i]))
  const written = outputs(items)
  const byModel = Map.groupBy(
    [...relations.filter((r) => r.kind === 'provides' && runs.has(r.from)), ...written],
    (r) => r.to,
  )
  const joined = new Map<string, string>()
  for (const [, provided] of byModel) {
    const ids = [...new Set(provided.map((r) => r.from))].filter((id) => !joined.has(id))
    const logged = ids.filter((id) => hasRunId(runs.get(id)!))
    const traces = ids.filter((id) => !logged.includes(id))
    const target = logged.length === 1 ? logged[0] : traces[0]
    if (target !== undefined) for (const id of traces) if (id !== target) joined.set(id, target)
  }
  const graph = { items, relations: [...relations, ...written] }
  return withBases(joined.size + written.length === 0 ? graph : redirected(graph, joined))
}

/** What a run started from is what the model that it made was made of, where the model itself names nothing. */
function withBases({ items, relations }: Graph): Graph {
  const kinds = new Map(items.map((i) => [i.id, i.kind]))
  const own = new Set(relations.filter((r) => r.kind === 'derived-from').map((r) => r.from))
  const bases = Map.groupBy(
    relations.filter(
      (r) => r.kind === 'derived-from' && kinds.get(r.from) === 'training' && kinds.get(r.to) === 'model',
    ),
    (r) => r.from,
  )
  const seen = new Set<string>()
  const told = relations.flatMap(({ from: run, kind, to: model }): Relation[] =>
    kind !== 'provides' || kinds.get(model) !== 'model' || own.has(model)
      ? []
      : (bases.get(run) ?? []).flatMap(({ to, evidence }) => {
          const key = JSON.stringify([model, to])
          if (to === model || seen.has(key)) return []
          seen.add(key)
          return [{ from: model, kind: 'derived-from', to, evidence }]
        }),
  )
  if (told.length === 0) return { items, relations }
  const all = [...relations, ...told].map((r) => [JSON.stringify([r.from, r.kind, r.to]), r] as const)
  return { items, relations: all.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, r]) => r) }
}

/** Tracking systems log where a run writes as one parameter among many. */
function outputs(items: readonly InventoryItem[]): Relation[] {
  const models = new Map(
    items.filter((i) => i.kind === 'model').flatMap((i) => homesOf(i).map((home) => [home, i.id] as const)),
  )
  return items
    .filter((i) => i.kind === 'training')
    .flatMap(({ id, attributes }): Relation[] => {
      const output = attributes.find((a) => a.name === 'hyperparameter' && a.key === 'output_dir')
      const to = output && models.get(posix.normalize(output.value).replace(/\/$/, ''))
      return output === undefined || to === undefined
        ? []
        : [{ from: id, to, kind: 'provides', evidence: output.evidence }]
    })
}

/** The folder that a model's files share. */
function homesOf({ artifacts }: InventoryItem): string[] {
  const folders = artifacts.map((path) => posix.dirname(path)).toSorted((a, b) => a.length - b.length)
  return folders.slice(0, 1)
}

function hasRunId(run: InventoryItem): boolean {
  return run.attributes.some((a) => a.name === 'run-id')
}

/** The graph in which every joined item has gone into another. */
export function redirected({ items, relations }: Graph, joined: ReadonlyMap<string, string>): Graph {
  const extra = Map.groupBy(
    items.filter((i) => joined.has(i.id)),
    (i) => joined.get(i.id)!,
  )
  const kept = items
    .filter((i) => !joined.has(i.id))
    .map((item) => (extra.get(item.id) ?? []).reduce(combined, item))
  const seen = new Map<string, Relation>()
  for (const relation of relations) {
    const from = joined.get(relation.from) ?? relation.from
    const to = joined.get(relation.to) ?? relation.to
    const key = JSON.stringify([from, relation.kind, to])
    if (from !== to && !seen.has(key)) seen.set(key, { ...relation, from, to })
  }
  return { items: kept, relations: [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, r]) => r) }
}
