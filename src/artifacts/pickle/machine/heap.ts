import {
  CALL,
  DICT,
  FROZENSET,
  type Handle,
  HUSK,
  LIST,
  OBJECT,
  payloadOf,
  PERSISTENT,
  type SET,
  tagOf,
  TUPLE,
} from './handle.ts'
import { Paged, type PagePool } from './paged.ts'
import type { Stack } from './stack.ts'

/** Items kept of one container; all that enters it was seen before. */
export const MAX_ITEMS = 256
/** Keys and values of a dict stand one after the other. */
const MAX_WORDS = 2 * MAX_ITEMS
const MAX_CHUNK = 4096

const CALL_WORDS = 6

export interface CallRecord {
  readonly via: number
  readonly callee: Handle
  /** A handle of a tuple, or of what stood in its place. */
  readonly args: Handle
  /** 0 when there are none. */
  readonly kwargs: Handle
  readonly at: number
}

/**
 * The objects that a stream makes, as words in pages. First word: kind + 8 × length.
 * Tuples and frozensets: their items. Lists, sets, dicts: first chunk, last chunk; a chunk is next, count, items.
 * Calls: callee, args, kwargs, offset, last state; the first word carries the opcode instead of a length.
 */
export class Heap {
  readonly #pool: PagePool
  #words: Paged
  #top = 1
  /** Items kept of a list, set or dict. */
  #keep = MAX_WORDS

  constructor(pool: PagePool) {
    this.#pool = pool
    this.#words = new Paged(pool)
  }

  /** The heap as it is, while this one starts anew. Give its pages back with `release`. */
  detach(): Heap {
    const old = new Heap(this.#pool)
    old.#words = this.#words
    old.#top = this.#top
    this.#words = new Paged(this.#pool)
    this.#top = 1
    return old
  }

  release(): void {
    this.#words.shrink(0)
  }

  get pages(): number {
    return this.#words.pages
  }

  /** `keep`: how many items of a list, set or dict to remember. */
  clear(keep: number = MAX_WORDS): void {
    this.#words.shrink(1)
    this.#top = 1
    this.#keep = keep
  }

  #alloc(n: number): number {
    const at = Paged.fit(this.#top, n)
    this.#top = at + n
    if (this.#top > this.#words.capacity) this.#words.set(this.#top - 1, 0)
    return at
  }

  fixed(kind: typeof TUPLE | typeof FROZENSET, stack: Stack, base: number, length: number): Handle {
    const kept = Math.min(length, MAX_ITEMS)
    const at = this.#alloc(1 + kept)
    this.#words.put(at, kind + 8 * length)
    for (let i = 0; i < kept; i++) this.#words.put(at + 1 + i, stack.at(base + i))
    return at * 8 + OBJECT
  }

  growing(kind: typeof LIST | typeof SET | typeof DICT): Handle {
    const at = this.#alloc(3)
    this.#words.put(at, kind)
    this.#words.put(at + 1, 0)
    this.#words.put(at + 2, 0)
    return at * 8 + OBJECT
  }

  call(record: CallRecord): Handle {
    const at = this.#alloc(CALL_WORDS)
    this.#words.put(at, CALL + 8 * record.via)
    this.#words.put(at + 1, record.callee)
    this.#words.put(at + 2, record.args)
    this.#words.put(at + 3, record.kwargs)
    this.#words.put(at + 4, record.at)
    this.#words.put(at + 5, 0)
    return at * 8 + OBJECT
  }

  /** A container as it was: `length` counts what is not kept, too. */
  restore(kind: number, length: number, items: readonly Handle[]): Handle {
    const inline = kind === TUPLE || kind === FROZENSET
    const at = this.#alloc(inline ? 1 + items.length : 3)
    this.#words.put(at, kind + 8 * length)
    let first = at + 1
    if (!inline) {
      const chunk = items.length === 0 ? 0 : this.#alloc(2 + items.length)
      this.#words.put(at + 1, chunk)
      this.#words.put(at + 2, chunk)
      if (chunk !== 0) this.#words.put(chunk, 0)
      if (chunk !== 0) this.#words.put(chunk + 1, items.length)
      first = chunk + 2
    }
    for (const [i, item] of items.entries()) this.#words.put(first + i, item)
    return at * 8 + OBJECT
  }

  persistent(id: Handle): Handle {
    const at = this.#alloc(2)
    this.#words.put(at, PERSISTENT)
    this.#words.put(at + 1, id)
    return at * 8 + OBJECT
  }

  kind(handle: Handle): number {
    return tagOf(this.#words.get(payloadOf(handle)))
  }

  /** Items of a container: pairs count twice. */
  length(handle: Handle): number {
    return Math.floor(this.#words.get(payloadOf(handle)) / 8)
  }

  /** The kind of a plain container, also of one that was let go; else undefined. */
  containerKind(handle: Handle): number | undefined {
    const tag = tagOf(handle)
    if (tag === HUSK) return payloadOf(handle)
    if (tag !== OBJECT) return undefined
    const kind = this.kind(handle)
    return kind <= DICT ? kind : undefined
  }

  emptyTuple(): Handle {
    const at = this.#alloc(1)
    this.#words.put(at, TUPLE)
    return at * 8 + OBJECT
  }

  /** Adds items to a list, set or dict; past the bound they only count. */
  extend(handle: Handle, stack: Stack, base: number, count: number): void {
    if (tagOf(handle) !== OBJECT) return
    const at = payloadOf(handle)
    const header = this.#words.get(at)
    const kind = tagOf(header)
    if (kind === TUPLE || kind === FROZENSET || kind > DICT) return
    const length = Math.floor(header / 8)
    this.#words.put(at, kind + 8 * (length + count))
    const kept = Math.min(count, this.#keep - length, MAX_CHUNK)
    if (kept <= 0) return
    const chunk = this.#alloc(2 + kept)
    this.#words.put(chunk, 0)
    this.#words.put(chunk + 1, kept)
    for (let i = 0; i < kept; i++) this.#words.put(chunk + 2 + i, stack.at(base + i))
    const last = this.#words.get(at + 2)
    if (last === 0) this.#words.put(at + 1, chunk)
    else this.#words.put(last, chunk)
    this.#words.put(at + 2, chunk)
  }

  /** The kept items of a list; none for anything else. */
  listItems(handle: Handle): Handle[] {
    return tagOf(handle) === OBJECT && this.kind(handle) === LIST ? this.items(handle) : []
  }

  /** The kept items. */
  items(handle: Handle): Handle[] {
    const at = payloadOf(handle)
    const header = this.#words.get(at)
    const kind = tagOf(header)
    const items: Handle[] = []
    if (kind === TUPLE || kind === FROZENSET) {
      const kept = Math.min(Math.floor(header / 8), MAX_ITEMS)
      for (let i = 0; i < kept; i++) items.push(this.#words.get(at + 1 + i))
      return items
    }
    for (let chunk = this.#words.get(at + 1); chunk !== 0; chunk = this.#words.get(chunk)) {
      const count = this.#words.get(chunk + 1)
      for (let i = 0; i < count; i++) items.push(this.#words.get(chunk + 2 + i))
    }
    return items
  }

  callRecord(handle: Handle): CallRecord {
    const at = payloadOf(handle)
    const w = this.#words
    return {
      via: Math.floor(w.get(at) / 8),
      callee: w.get(at + 1),
      args: w.get(at + 2),
      kwargs: w.get(at + 3),
      at: w.get(at + 4),
    }
  }

  /** What the last BUILD gave an object; 0 when nothing did. */
  stateOf(handle: Handle): Handle {
    return this.#words.get(payloadOf(handle) + 5)
  }

  setState(handle: Handle, state: Handle): void {
    this.#words.put(payloadOf(handle) + 5, state)
  }

  /** The id of a persistent reference. */
  idOf(handle: Handle): Handle {
    return this.#words.get(payloadOf(handle) + 1)
  }
}
