import { posix } from 'node:path'
import type { InventoryItem } from '../../model/component.ts'
import { isWeights } from '../../inventory/places.ts'
import { outermostPath } from '../../model/location.ts'
import type { Composition } from './document.ts'
import { placeOf } from './placement.ts'
import { order, type Writing } from './writing.ts'

/** How much of what a component is made of, and of what it needs, this document knows. */
export function compositionsOf(w: Writing): Composition[] {
  const gaps = w.bom.inventory.gaps.map((g) => outermostPath(g.at.path))
  const graphs = graphFiles(w)
  const assemblies = grouped([
    // A scan finds what it has discoverers for: that nothing is missing is never known.
    [w.systemRef, gaps.length > 0 ? 'incomplete' : 'unknown'],
    ...w.items
      .filter((i) => i.kind === 'model' && placeOf(i) === 'component')
      .map((i) => [w.refOf.get(i.id)!, assemblyOf(w, i, gaps)] as const),
  ])
  const dependencies = grouped(
    w.items
      .filter((i) => i.kind === 'package')
      .map((i) => [w.refOf.get(i.id)!, graphOf(i, graphs, gaps)] as const),
  )
  return AGGREGATES.flatMap((aggregate) => {
    const whole = assemblies.get(aggregate)
    const needs = dependencies.get(aggregate)
    if (!whole && !needs) return []
    return [{ aggregate, ...(whole && { assemblies: whole }), ...(needs && { dependencies: needs }) }]
  })
}

const AGGREGATES = ['complete', 'incomplete', 'unknown'] as const
type Aggregate = (typeof AGGREGATES)[number]

function assemblyOf(w: Writing, { artifacts }: InventoryItem, gaps: readonly string[]): Aggregate {
  if (artifacts.length === 0) return 'unknown'
  const folders = new Set(artifacts.map((path) => posix.dirname(outermostPath(path))))
  if (gaps.some((path) => artifacts.includes(path) || folders.has(posix.dirname(path)))) return 'incomplete'
  // What a cache has not got whole lies beside its snapshots.
  const stores = gaps.flatMap((path) => /^(?:.*\/)?(?=blobs\/[^/]+$)/.exec(path) ?? [])
  if (stores.some((store) => artifacts.some((path) => path.startsWith(`${store}snapshots/`))))
    return 'incomplete'
  const files = artifacts.flatMap((path) => w.artifacts.get(path) ?? [])
  return files.length === artifacts.length && files.every((f) => f.digest) && files.some(isWeights)
    ? 'complete'
    : 'incomplete'
}

/** Names of files that state what a package needs, as seen from those that did: locks with a graph, metadata. */
function graphFiles(w: Writing): ReadonlySet<string> {
  const relations = w.bom.inventory.relations.filter(
    (r) => r.kind === 'depends-on' && w.byId.get(r.from)?.kind === 'package',
  )
  return new Set(relations.map((r) => posix.basename(r.evidence.at.path)))
}

function graphOf(item: InventoryItem, graphs: ReadonlySet<string>, gaps: readonly string[]): Aggregate {
  const paths = item.evidence.map((e) => outermostPath(e.at.path))
  if (paths.some((path) => gaps.includes(path))) return 'incomplete'
  // A range has no fixed needs.
  if (item.version === undefined) return 'unknown'
  return paths.some((path) => graphs.has(posix.basename(path))) ? 'complete' : 'unknown'
}

function grouped(
  pairs: readonly (readonly [string, Aggregate])[],
): ReadonlyMap<Aggregate, readonly string[]> {
  const groups = Map.groupBy(pairs, ([, aggregate]) => aggregate)
  return new Map([...groups].map(([aggregate, of]) => [aggregate, of.map(([ref]) => ref).toSorted(order)]))
}
