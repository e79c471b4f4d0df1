import { overLimit } from '../../../model/read-error.ts'
import { type Handle, OBJECT, tagOf } from './handle.ts'
import { Paged, type PagePool } from './paged.ts'

/** How far past the last page an index may lie and still get a page; farther ones are kept one by one. */
const REACH = 64 * 1024
const MAX_FAR = 250_000

export type MemoKey = number | bigint

/** What PUT stored under an index. `LONG_BINPUT 2147483647` costs one entry, not an array of that length. */
export class Memo {
  readonly #near: Paged
  readonly #far = new Map<MemoKey, Handle>()
  /** Entries below were looked at when the heap moved last… */
  #settled = 0
  /** …but for these: they refer to the heap or are newer. */
  readonly #touched = new Set<number>()
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
      if (key < this.#settled) this.#touched.add(key)
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
    this.#settled = 0
    this.#touched.clear()
  }

  /**
   * Replaces every entry that `move` changes. It is called when the heap moves: an entry without a place
   * in the heap stays what it is, so that only what was stored since then and what moved is looked at again.
   */
  move(move: (handle: Handle) => Handle): void {
    const again = [...this.#touched]
    this.#touched.clear()
    for (const key of again) this.#moveOne(key, move)
    const { capacity } = this.#near
    for (let key = this.#settled; key < capacity; key++) this.#moveOne(key, move)
    this.#settled = Math.max(this.#settled, Math.min(this.size, capacity))
    for (const [key, handle] of this.#far) this.#far.set(key, move(handle))
  }

  #moveOne(key: number, move: (handle: Handle) => Handle): void {
    const handle = this.#near.get(key)
    if (tagOf(handle) !== OBJECT) return
    const moved = move(handle)
    this.#near.put(key, moved)
    if (tagOf(moved) === OBJECT) this.#touched.add(key)
  }
}
