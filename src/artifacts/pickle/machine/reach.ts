import type { Effect } from '../contract.ts'
import type { GlobalValue, Value } from '../value.ts'

const MAX_REACHED = 64

/** Distinct globals in what an effect touches, at most 64. */
export function reachable(effect: Effect): GlobalValue[] {
  const found = new Map<string, GlobalValue>()
  const visit = (value: Value): void => {
    if (found.size >= MAX_REACHED) return
    switch (value.kind) {
      case 'global':
        if (!found.has(`${value.module}\n${value.name}`)) found.set(`${value.module}\n${value.name}`, value)
        return
      case 'call':
        visit(value.callee)
        value.args.forEach(visit)
        if (value.kwargs !== undefined) visit(value.kwargs)
        return
      case 'tuple':
      case 'list':
      case 'set':
      case 'frozenset':
        value.items.forEach(visit)
        return
      case 'dict':
        for (const [key, item] of value.items) {
          visit(key)
          visit(item)
        }
        return
      case 'persistent':
        visit(value.id)
        return
      default:
    }
  }
  if (effect.kind === 'call') visit(effect.call)
  else {
    visit(effect.target)
    if (effect.kind === 'build') visit(effect.state)
    else effect.items.forEach(visit)
  }
  return [...found.values()]
}
