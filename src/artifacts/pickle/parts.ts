import type { Value } from './value.ts'

/** The values that a value directly consists of: items, keys and values, callee and arguments. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'tuple':
    case 'list':
    case 'set':
    case 'frozenset':
      return value.items
    case 'dict':
      return value.items.flat()
    case 'call':
      return [value.callee, ...value.args, ...(value.kwargs === undefined ? [] : [value.kwargs])]
    case 'persistent':
      return [value.id]
    default:
      return []
  }
}
