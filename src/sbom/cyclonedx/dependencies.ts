import type { Component, Dependency } from './document.ts'
import { baseModels } from './component.ts'
import { placeOf } from './placement.ts'
import { distinct, first, order, refsOf, targets, type Writing } from './writing.ts'

/** What an item cannot be what it is without. */
const NEEDS = ['depends-on', 'contains', 'derived-from', 'trained-on'] as const

/** An entry for every component and service; the system stands on all that nothing else stands on. */
export function dependenciesOf(
  w: Writing,
  components: readonly Component[],
  services: readonly string[],
  behind: ReadonlyMap<string, readonly string[]>,
): Dependency[] {
  const needs = new Map<string, readonly string[]>()
  for (const item of w.items) {
    if (placeOf(item) === 'workflow') continue
    const ref = w.refOf.get(item.id)!
    const related = [...targets(w, item.id, NEEDS), ...(item.kind === 'model' ? baseModels(w, item) : [])]
    const refs = [
      ...refsOf(
        w,
        related.filter((i) => i.kind !== 'training'),
      ),
      ...(behind.get(ref) ?? []),
    ]
    needs.set(
      ref,
      distinct(refs)
        .filter((r) => r !== ref)
        .toSorted(order),
    )
  }
  for (const ref of [...refsIn(components), ...services]) if (!needs.has(ref)) needs.set(ref, [])
  const entries = [...needs].toSorted(([a], [b]) => order(a, b))
  return [[w.systemRef, roots(w, needs)] as const, ...entries].map(([ref, dependsOn]) =>
    dependsOn.length > 0 ? { ref, dependsOn } : { ref },
  )
}

/** What the system names itself, and the first of each group that leads only to itself. */
function roots(w: Writing, needs: ReadonlyMap<string, readonly string[]>): string[] {
  const needed = new Set([...needs.values()].flat())
  const items = w.items.filter((i) => placeOf(i) !== 'workflow').map((i) => ({ i, ref: w.refOf.get(i.id)! }))
  const found = new Set(
    items.filter(({ i, ref }) => !needed.has(ref) || first(i, 'direct') === 'true').map(({ ref }) => ref),
  )
  const reached = new Set<string>()
  const reach = (start: string): void => {
    const open = [start]
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      if (reached.has(ref)) continue
      reached.add(ref)
      open.push(...(needs.get(ref) ?? []))
    }
  }
  found.forEach(reach)
  for (const { ref } of items) {
    if (reached.has(ref)) continue
    found.add(ref)
    reach(ref)
  }
  return [...found].toSorted(order)
}

function refsIn(components: readonly Component[]): string[] {
  return components.flatMap((c) => [...(c['bom-ref'] ? [c['bom-ref']] : []), ...refsIn(c.components ?? [])])
}
