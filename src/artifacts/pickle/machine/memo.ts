import { overLimit } from '../../../model/read-error.ts'
import { type Handle, OBJECT, tagOf } from './handle.ts'
import { PackedPage } from './memo-page.ts'
import { StreamEnd } from './stream-end.ts'
import { MASK, type PagePool, SHIFT } from './paged.ts'

/** Pages past the last one that an index may ask for; farther ones are kept one by one. */
const REACH = 8
const MAX_INDEX = 2 ** 31 - 1
const MAX_FAR = 250_000

export type MemoKey = number | bigint

/** What PUT stored under an index. `LONG_BINPUT 2147483647` costs one entry, not an array of that length. */
export class Memo {
  readonly #pool: PagePool
  #pages: (Float64Array | PackedPage)[] = []
  readonly #far = new Map<MemoKey, Handle>()
  /** Entries below were looked at when the heap moved last… */
  #settled = 0
  /** …but for these: they refer to the heap or are newer. */
  readonly #touched = new Set<number>()
  /** Distinct indexes: MEMOIZE stores under this number. */
  size = 0

  constructor(pool: PagePool) {
    this.#pool = pool
  }

  /** 0 when nothing is there. */
  get(key: MemoKey): Handle {
    if (typeof key === 'number' && key >= 0 && key >>> SHIFT < this.#pages.length && key <= MAX_INDEX) {
      const found = this.#near(key)
      if (found !== 0 || this.#far.size === 0) return found
    }
    return this.#far.get(key) ?? 0
  }

  #near(key: number): Handle {
    const page = this.#pages[key >>> SHIFT]!
    return page instanceof Float64Array ? page[key & MASK]! : page.get(key & MASK)
  }

  put(key: MemoKey, value: Handle): void {
    if (key < 0) throw new StreamEnd(`writes memo ${key}`)
    if (typeof key === 'number' && key <= MAX_INDEX && key >>> SHIFT < this.#pages.length + REACH) {
      while (key >>> SHIFT >= this.#pages.length) this.#addPage()
      if (this.#near(key) === 0 && !(this.#far.size > 0 && this.#far.delete(key))) this.size++
      this.#write(key, value)
      if (key < this.#settled) this.#touched.add(key)
      return
    }
    if (!this.#far.has(key)) {
      if (this.#far.size >= MAX_FAR) throw overLimit(`more than ${MAX_FAR} scattered memo entries`)
      this.size++
    }
    this.#far.set(key, value)
  }

  #write(key: number, value: Handle): void {
    let page = this.#pages[key >>> SHIFT]!
    if (!(page instanceof Float64Array)) {
      if (page.put(key & MASK, value)) return
      page = this.#unpack(key >>> SHIFT, page)
    }
    page[key & MASK] = value
  }

  /** Memos are filled in order: a page is packed when the one behind it begins. */
  #addPage(): void {
    this.#pack(this.#pages.length - 1)
    this.#pages.push(this.#pool.take())
  }

  #pack(number: number): void {
    const page = this.#pages[number]
    if (!(page instanceof Float64Array)) return
    const packed = PackedPage.of(page)
    if (packed === undefined) return
    this.#pages[number] = packed
    this.#pool.give(page)
    this.#pool.countHalf(1)
  }

  #unpack(number: number, packed: PackedPage): Float64Array {
    const page = this.#pool.take()
    for (let i = 0; i < page.length; i++) page[i] = packed.get(i)
    this.#pages[number] = page
    this.#pool.countHalf(-1)
    return page
  }

  clear(): void {
    this.size = 0
    for (const page of this.#pages)
      if (page instanceof Float64Array) this.#pool.give(page)
      else this.#pool.countHalf(-1)
    this.#pages = []
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
    const capacity = this.#pages.length << SHIFT
    for (let key = this.#settled; key < capacity; key++) this.#moveOne(key, move)
    this.#settled = Math.max(this.#settled, Math.min(this.size, capacity))
    for (let number = 0; number < this.#pages.length - 1; number++) this.#pack(number)
    for (const [key, handle] of this.#far) this.#far.set(key, move(handle))
  }

  #moveOne(key: number, move: (handle: Handle) => Handle): void {
    const handle = this.#near(key)
    if (tagOf(handle) !== OBJECT) return
    const moved = move(handle)
    this.#write(key, moved)
    if (tagOf(moved) === OBJECT) this.#touched.add(key)
  }
}
