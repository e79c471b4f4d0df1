import type { InventoryItem, Relation } from '../model/component.ts'
import { canonicalName } from './canonical-name.ts'
import type { Graph } from './runs.ts'

/** Conda installs Python distributions, and both leave a record: one holds the other. */
export function withCondaContents({ items, relations }: Graph): Relation[] {
  const conda = new Map(
    items
      .filter((i) => i.kind === 'package' && i.identity.purl?.startsWith('pkg:conda/'))
      .map((i) => [keyOf(i), i] as const),
  )
  const held = items.flatMap((item): Relation[] => {
    const installed = item.attributes.find((a) => a.name === 'installer' && a.value === 'conda')
    const holder =
      installed && item.identity.purl?.startsWith('pkg:pypi/') ? conda.get(keyOf(item)) : undefined
    if (!installed || !holder) return []
    return [{ from: holder.id, to: item.id, kind: 'contains', evidence: installed.evidence }]
  })
  return held.length === 0 ? [...relations] : [...relations, ...held].toSorted(byEnds)
}

function keyOf({ name, version }: InventoryItem): string {
  return `${canonicalName('pypi', name)} ${version ?? ''}`
}

function byEnds(a: Relation, b: Relation): number {
  const [x, y] = [a, b].map((r) => JSON.stringify([r.from, r.kind, r.to]))
  return x! < y! ? -1 : Number(x! > y!)
}
