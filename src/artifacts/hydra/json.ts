import type { Collector } from './collect.ts'

const MAX_VALUES = 2_000_000

/** Walks parsed JSON; positions are lost, so facts carry no lines. */
export function collectJson(document: unknown, into: Collector, checkpoint: () => void): void {
  const pending: unknown[] = [document]
  let seen = 0
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (++seen % 10_000 === 0) checkpoint()
    if (seen > MAX_VALUES) return
    if (typeof value === 'string') into.text(value)
    if (typeof value !== 'object' || value === null) continue
    const object: object = value
    if (!Array.isArray(object)) {
      const entries = new Map<string, string | undefined>()
      for (const [key, inner] of Object.entries(object)) entries.set(key, textOf(inner))
      into.mapping(entries, () => render(object))
    }
    for (const inner of Object.values(object) as unknown[])
      if (inner !== null && inner !== undefined) pending.push(inner)
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function render(object: object): string {
  const shallow = Object.entries(object)
    .filter(([key]) => !/^_?_?target_?_?$/.test(key))
    .slice(0, 6)
    .map(
      ([key, value]: [string, unknown]) =>
        `${key}: ${typeof value === 'object' ? '…' : JSON.stringify(value).slice(0, 60)}`,
    )
  return shallow.join(', ')
}
