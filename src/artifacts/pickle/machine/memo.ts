import { overLimit } from '../../../model/read-error.ts'
import type { Handle } from './handle.ts'
import { Paged, type PagePool } from './paged.ts'

/** How far past the last page an index may lie and still get a page; farther ones are kept one by one. */
const REACH = 64 * 1024
const MAX_FAR = 250_000

export type MemoKey = number | bigint

/** What PUT stored under an index. `LONG_BINPUT 2147483647` costs one entry, not an array of that length. */
export class Memo {
  readonly #near: Paged
  readonly #far = new Map<MemoKey, Handle>()
  /** Distinct indexes: MEMOIZE stores under this number. */
  size = 0

  constructor(pool: PagePool) {
    this.#near = new Paged(pool)
  }

  /** 0 when nothing is there. */
  get(key: MemoKey): Handle {
    if (typeof key === 'number' && key >= 0 && key < this.#near.capacity) {
      const found = this.#near.get(key)
      if (found !== 0 || this.#far.size === 0) return found
    }
    return this.#far.get(key) ?? 0
  }

  put(key: MemoKey, value: Handle): void {
    if (typeof key === 'number' && key < this.#near.capacity + REACH) {
      if (key >= this.#near.capacity) this.#near.set(key, 0)
      if (this.#near.get(key) === 0 && !(this.#far.size > 0 && this.#far.delete(key))) this.size++
      this.#near.put(key, value)
      return
    }
    if (!this.#far.has(key)) {
      if (this.#far.size >= MAX_FAR) throw overLimit(`more than ${MAX_FAR} scattered memo entries`)
      this.size++
    }
    this.#far.set(key, value)
  }

  clear(): void {
    this.size = 0
    this.#near.shrink(0)
    this.#far.clear()
  }

  /** Replaces every entry; for moving the heap. */
  map(move: (handle: Handle) => Handle): void {
    for (let i = 0; i < this.#near.capacity; i++) {
      const handle = this.#near.get(i)
      if (handle !== 0) this.#near.put(i, move(handle))
    }
    for (const [key, handle] of this.#far) this.#far.set(key, move(handle))
  }
}
