import type { Effect } from '../contract.ts'
import { partsOf } from '../parts.ts'
import type { GlobalValue, Value } from '../value.ts'

const MAX_REACHED = 64

/** Distinct globals in what an effect touches, at most 64. */
export function reachable(effect: Effect): GlobalValue[] {
  const found = new Map<string, GlobalValue>()
  const visit = (value: Value): void => {
    if (found.size >= MAX_REACHED) return
    if (value.kind === 'global') {
      const key = `${value.module}\n${value.name}`
      if (!found.has(key)) found.set(key, value)
      return
    }
    partsOf(value).forEach(visit)
  }
  if (effect.kind === 'call') visit(effect.call)
  else {
    visit(effect.target)
    if (effect.kind === 'build') visit(effect.state)
    else effect.items.forEach(visit)
  }
  return [...found.values()]
}
