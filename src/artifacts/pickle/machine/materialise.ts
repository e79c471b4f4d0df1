import type { CallValue, DictValue, GlobalValue, Value } from '../value.ts'
import {
  BUFFER,
  CALL,
  CALL_OPCODES,
  CONST,
  CUT,
  DICT,
  EXTENSION,
  FALSE,
  GLOBAL,
  type Handle,
  HUSK,
  INT,
  intOf,
  LITERAL,
  MISSING,
  NONE,
  OBJECT,
  payloadOf,
  PERSISTENT,
  RAW_ARRAY,
  SHELL,
  tagOf,
  TRUE,
} from './handle.ts'
import { type Heap, MAX_ITEMS } from './heap.ts'

const MAX_DEPTH = 12
/** Values in one materialised tree: lists of memo references grow without bound otherwise. */
const MAX_NODES = 4096
/** The same once a stream has spent more on looking than its opcodes earn. */
const FEW_NODES = 64

const SEQUENCES = ['tuple', 'list', 'set', 'frozenset'] as const

/** What the handles of one machine refer to. */
export interface Memory {
  readonly heap: Heap
  /** Values that may still be materialised at full size. */
  nodes: number
  literal(at: number): Value
  global(index: number): GlobalValue
}

/** Turns a handle into a value, to a bounded depth and size. */
export function materialise(memory: Memory, handle: Handle): Value {
  const materialiser = new Materialiser(memory)
  const value = materialiser.value(handle, 0)
  memory.nodes -= materialiser.nodes
  return value
}

export function materialiseCall(memory: Memory, handle: Handle): CallValue {
  const materialiser = new Materialiser(memory)
  const call = materialiser.call(handle, 0)
  memory.nodes -= materialiser.nodes
  return call
}

class Materialiser {
  readonly #memory: Memory
  readonly #most: number
  nodes = 0

  constructor(memory: Memory) {
    this.#most = memory.nodes > 0 ? MAX_NODES : FEW_NODES
    this.#memory = memory
  }

  value(handle: Handle, depth: number): Value {
    if (++this.nodes > this.#most) return { kind: 'unknown', why: 'size' }
    switch (tagOf(handle)) {
      case CONST:
        return constant(handle)
      case INT:
        return { kind: 'int', value: BigInt(intOf(handle)) }
      case LITERAL:
        return this.#memory.literal(payloadOf(handle))
      case GLOBAL:
        return this.#memory.global(payloadOf(handle))
      case EXTENSION:
        return { kind: 'extension', code: payloadOf(handle) }
      case HUSK:
        return husk(payloadOf(handle))
      case SHELL:
        return {
          kind: 'call',
          callee: this.#memory.global(payloadOf(handle)),
          args: [{ kind: 'unknown', why: 'size' }],
          via: 'REDUCE',
          at: 0,
        }
      case OBJECT:
        return depth >= MAX_DEPTH ? { kind: 'unknown', why: 'depth' } : this.#object(handle, depth + 1)
      default:
        return { kind: 'unknown', why: 'underflow' }
    }
  }

  #object(handle: Handle, depth: number): Value {
    const { heap } = this.#memory
    const kind = heap.kind(handle)
    if (kind === CALL) return this.call(handle, depth)
    if (kind === PERSISTENT) return { kind: 'persistent', id: this.value(heap.idOf(handle), depth) }
    if (kind === DICT) return this.#dict(handle, depth)
    const items = heap.items(handle).slice(0, MAX_ITEMS)
    return {
      kind: SEQUENCES[kind] ?? 'list',
      items: items.map((i) => this.value(i, depth)),
      length: heap.length(handle),
    }
  }

  #dict(handle: Handle, depth: number): DictValue {
    const { heap } = this.#memory
    const words = heap.items(handle)
    const items: [Value, Value][] = []
    for (let i = 0; i + 1 < words.length; i += 2)
      items.push([this.value(words[i]!, depth), this.value(words[i + 1]!, depth)])
    return { kind: 'dict', items, length: Math.floor(heap.length(handle) / 2) }
  }

  call(handle: Handle, depth: number): CallValue {
    const { heap } = this.#memory
    const record = heap.callRecord(handle)
    const callee = this.value(record.callee, depth)
    const args = this.#arguments(record.args, depth)
    const via = CALL_OPCODES[record.via] ?? 'REDUCE'
    const { at } = record
    if (record.kwargs === 0) return { kind: 'call', callee, args, via, at }
    const kwargs = heap.containerKind(record.kwargs) === DICT && tagOf(record.kwargs) === OBJECT
    return {
      kind: 'call',
      callee,
      args,
      kwargs: kwargs ? this.#dict(record.kwargs, depth) : { kind: 'dict', items: [], length: 1 },
      via,
      at,
    }
  }

  /** Python's `func(*args)` takes any iterable: what is no tuple is spread as far as it is known. */
  #arguments(handle: Handle, depth: number): Value[] {
    const { heap } = this.#memory
    const kind = tagOf(handle) === OBJECT ? heap.containerKind(handle) : undefined
    if (kind === undefined || kind === DICT) return [{ kind: 'unknown', why: 'size' }]
    const items = heap.items(handle).slice(0, MAX_ITEMS)
    const args = items.map((i) => this.value(i, depth))
    if (heap.length(handle) > items.length) args.push({ kind: 'unknown', why: 'size' })
    return args
  }
}

/** A container of unknown contents. */
function husk(kind: number): Value {
  const unknown: Value = { kind: 'unknown', why: 'size' }
  if (kind === DICT) return { kind: 'dict', items: [[unknown, unknown]], length: 1 }
  return { kind: SEQUENCES[kind] ?? 'list', items: [unknown], length: 1 }
}

function constant(handle: Handle): Value {
  switch (handle) {
    case NONE:
      return { kind: 'none' }
    case TRUE:
      return { kind: 'bool', value: true }
    case FALSE:
      return { kind: 'bool', value: false }
    case BUFFER:
      return { kind: 'buffer' }
    case RAW_ARRAY:
      return { kind: 'unknown', why: 'raw-array' }
    case CUT:
      return { kind: 'unknown', why: 'size' }
    case MISSING:
    default:
      return { kind: 'unknown', why: 'underflow' }
  }
}
