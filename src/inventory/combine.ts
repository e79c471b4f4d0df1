import { STATUSES, type Attribute } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'

/** Two descriptions of one thing as one; name, version and identity are the first's where both have them. */
export function combined(a: InventoryItem, b: InventoryItem): InventoryItem {
  const version = a.version ?? b.version
  return {
    ...a,
    ...(version !== undefined && { version }),
    identity: { ...b.identity, ...a.identity },
    artifacts: [...new Set([...a.artifacts, ...b.artifacts])].toSorted(),
    evidence: distinct([...a.evidence, ...b.evidence]),
    attributes: surest([...a.attributes, ...b.attributes]),
    distributions: distinct([...a.distributions, ...b.distributions]),
  }
}

/** One value said twice is kept once, by the surer of the two. Sorted by name, key, then the surest first. */
export function surest(attributes: Iterable<Attribute>): Attribute[] {
  const kept = new Map<string, Attribute>()
  for (const attribute of attributes) {
    const key = JSON.stringify([attribute.name, attribute.key, attribute.value])
    const known = kept.get(key)
    if (!known || sureness(attribute) < sureness(known)) kept.set(key, attribute)
  }
  return [...kept.values()]
    .filter((a) => !isVague(a, kept) && !isLine(a, kept))
    .toSorted(
      (a, b) =>
        compare(a.name, b.name) ||
        compare(a.key ?? '', b.key ?? '') ||
        sureness(a) - sureness(b) ||
        compare(a.value, b.value),
    )
}

/** A framework without its version, where the same is known with it. */
function isVague({ name, value }: Attribute, all: ReadonlyMap<string, Attribute>): boolean {
  if (name !== 'framework' || value.includes('@')) return false
  return all.values().some((a) => a.name === name && a.value.startsWith(`${value}@`))
}

/**
 * A family of which a finer name is known. A configuration that declares the whole line stays beside a name: both
 * are true. The number that it declares is that of its architecture, though, which later generations share: what
 * declares `qwen2` and is named Qwen2.5 is no Qwen2.
 */
function isLine(attribute: Attribute, all: ReadonlyMap<string, Attribute>): boolean {
  const { name, value } = attribute
  if (name !== 'family') return false
  return all.values().some((a) => {
    if (a.name !== 'family' || a.value === value || !a.value.startsWith(value)) return false
    const rest = a.value.slice(value.length)
    const generation = /\d$/.test(value) && /^\.\d/.test(rest)
    return generation || (/^[ .\d-]/.test(rest) && sureness(a) <= sureness(attribute))
  })
}

export function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...seen].toSorted(([a], [b]) => compare(a, b)).map(([, value]) => value)
}

function sureness({ status }: Attribute): number {
  return STATUSES.indexOf(status)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
