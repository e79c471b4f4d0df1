import type { Inventory } from '../../../inventory/inventory.ts'
import type { InventoryItem } from '../../../model/component.ts'
import type { KnownAgents } from './draft.ts'
import { all, first } from './known.ts'

/** Authors may be anybody; who ran a training is a person, who supplies something an organisation. */
export function knownAgents({ items, system }: Inventory): KnownAgents {
  const suppliers = [system, ...items].flatMap((item) => supplierOf(item) ?? [])
  const people = items.filter((i) => i.kind === 'training').flatMap((run) => all(run, 'experimenter'))
  return new Map([
    ...suppliers.map((name) => [name, 'Organization'] as const),
    ...people.map((name) => [name, 'Person'] as const),
  ])
}

/** Behind an API, the company that provides the model. */
export function supplierOf(
  item: Pick<InventoryItem, 'attributes'> & { readonly kind?: string },
): string | undefined {
  return first(item, 'supplier') ?? (item.kind === 'model' ? first(item, 'provider') : undefined)
}
