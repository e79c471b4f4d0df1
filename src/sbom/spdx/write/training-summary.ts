import type { InventoryItem, Relation } from '../../../model/component.ts'
import { all } from './known.ts'

/** What is known of how a model came to be, in sentences; undefined when nothing is. */
export function trainingSummary(
  item: InventoryItem,
  relations: readonly Relation[],
  itemOf: (id: string) => InventoryItem | undefined,
): string | undefined {
  const names = (kind: Relation['kind']): string[] => [
    ...new Set(
      relations.flatMap((r) => {
        const target = r.kind === kind ? itemOf(r.to) : undefined
        return target ? [target.name] : []
      }),
    ),
  ]
  const sentences = [
    sentence('Derived from', names('derived-from')),
    sentence('Trained on', names('trained-on')),
    sentence('Tested on', names('tested-on')),
    sentence('Tuning method:', all(item, 'tuning-method')),
  ].filter((text) => text !== undefined)
  return sentences.length > 0 ? sentences.join(' ') : undefined
}

function sentence(start: string, names: readonly string[]): string | undefined {
  return names.length > 0 ? `${start} ${names.join(', ')}.` : undefined
}
