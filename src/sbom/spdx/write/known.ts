import type { AttributeName, Attribute } from '../../../model/attribute.ts'
import type { InventoryItem } from '../../../model/component.ts'
import { type Json, uriOf } from '../element.ts'

type Described = Pick<InventoryItem, 'attributes'>

/** The surest value of that name: attributes are sorted by it. */
export function first(item: Described, name: AttributeName): string | undefined {
  return item.attributes.find((a) => a.name === name)?.value
}

/** All distinct values of the names, in order. */
export function all(item: Described, ...names: readonly AttributeName[]): string[] {
  return [...new Set(names.flatMap((name) => named(item, name).map((a) => a.value)))]
}

export function named(item: Described, name: AttributeName): Attribute[] {
  return item.attributes.filter((a) => a.name === name)
}

export function firstUri(item: Described, name: AttributeName): string | undefined {
  return named(item, name)
    .map((a) => uriOf(a.value))
    .find((uri) => uri !== undefined)
}

/** The keys of a dictionary are unique: the surest value of each is taken. */
export function dictionary(pairs: Iterable<readonly [key: string, value: string]>): Json[] {
  const entries = new Map<string, Json>()
  for (const [key, value] of pairs)
    if (!entries.has(key)) entries.set(key, { type: 'DictionaryEntry', key, value })
  return [...entries.values()]
}

/** The values of a name that holds a map, under their keys. */
export function keyed(item: Described, name: AttributeName): (readonly [string, string])[] {
  return named(item, name).map((a) => [a.key ?? name, a.value])
}

/** A model that is called over a network: none of its bytes are here. */
export function isApiModel(item: InventoryItem): boolean {
  if (item.kind !== 'model' || item.artifacts.length > 0) return false
  const sources = all(item, 'source')
  return sources.includes('provider-api') || (sources.length === 0 && first(item, 'model-id') !== undefined)
}
