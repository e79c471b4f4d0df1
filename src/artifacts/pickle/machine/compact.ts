import {
  CALL,
  CUT,
  DICT,
  GLOBAL,
  type Handle,
  HUSK,
  OBJECT,
  payloadOf,
  PERSISTENT,
  SHELL,
  tagOf,
} from './handle.ts'
import type { Heap } from './heap.ts'
import type { Memo } from './memo.ts'
import type { Stack } from './stack.ts'

/** Objects kept with what they hold. */
const MAX_KEPT = 100_000
const STACK_DEPTH = 4
const MEMO_DEPTH = 3
/** Items of a container that survive. */
const MAX_ITEMS = 32

/**
 * Lets go of what a stream made and put away. What lies on the stack stays, and calls in the memo, as long as
 * they are few: element types and classes are referred to again. Plain containers leave a husk: their kind.
 * Everything in them was seen when it was made; what is lost is their use as arguments later.
 */
export function compact(heap: Heap, stack: Stack, memo: Memo): void {
  const old = heap.detach()
  const moved = new Map<Handle, Handle>()
  const keep = (handle: Handle, depth: number): Handle => {
    if (tagOf(handle) !== OBJECT) return handle
    const known = moved.get(handle)
    if (known !== undefined) return known
    if (depth === 0 || moved.size >= MAX_KEPT) return husk(old, handle)
    const made = copy(old, heap, handle, (inner) => keep(inner, depth - 1))
    moved.set(handle, made)
    return made
  }
  for (let i = stack.size - 1; i >= 0; i--) {
    const handle = stack.at(i)
    if (tagOf(handle) === OBJECT) stack.put(i, keep(handle, STACK_DEPTH))
  }
  memo.move((handle) => {
    if (tagOf(handle) !== OBJECT) return handle
    return moved.get(handle) ?? (old.kind(handle) === CALL ? keep(handle, MEMO_DEPTH) : husk(old, handle))
  })
  old.release()
}

function copy(old: Heap, heap: Heap, handle: Handle, inner: (handle: Handle) => Handle): Handle {
  const kind = old.kind(handle)
  if (kind === PERSISTENT) return heap.persistent(inner(old.idOf(handle)))
  if (kind !== CALL) {
    const items = old.items(handle)
    const kept = items.length > 2 * MAX_ITEMS ? items.slice(0, MAX_ITEMS) : items
    return heap.restore(kind, old.length(handle), kept.map(inner))
  }
  const { via, callee, args, kwargs, at } = old.callRecord(handle)
  const state = old.stateOf(handle)
  const made = heap.call({
    via,
    callee: inner(callee),
    args: inner(args),
    kwargs: kwargs === 0 ? 0 : inner(kwargs),
    at,
  })
  if (state !== 0) heap.setState(made, inner(state))
  return made
}

function husk(old: Heap, handle: Handle): Handle {
  const kind = old.kind(handle)
  if (kind <= DICT) return kind * 8 + HUSK
  if (kind === CALL) {
    const { callee } = old.callRecord(handle)
    if (tagOf(callee) === GLOBAL) return payloadOf(callee) * 8 + SHELL
  }
  return CUT
}
