import { overLimit } from '../../../model/read-error.ts'

export const SHIFT = 13
export const PAGE: number = 1 << SHIFT
export const MASK: number = PAGE - 1
export const PAGE_BYTES: number = PAGE * 8

/**
 * Pages that all arrays of one machine share. Hostile streams grow the stack, the memo and the heap;
 * the sum is what counts, and no array is ever copied to grow.
 */
export class PagePool {
  readonly #limit: number
  readonly #free: Float64Array[] = []
  #used = 0

  constructor(limitBytes: number) {
    this.#limit = Math.floor(limitBytes / (PAGE * 8))
  }

  get full(): boolean {
    return this.#used >= this.#limit
  }

  take(): Float64Array {
    if (this.full) throw overLimit(`the pickle keeps more than ${this.#limit * PAGE} values alive`)
    this.#used++
    const page = this.#free.pop()
    if (page === undefined) return new Float64Array(PAGE)
    return page.fill(0)
  }

  give(page: Float64Array): void {
    this.#used--
    this.#free.push(page)
  }

  /** Counts half a page that the caller keeps in its own form; -1 gives it back. */
  countHalf(n: 1 | -1): void {
    this.#used += n / 2
  }
}

/** A growing array of numbers in pages. Elements never written are 0. */
export class Paged {
  readonly #pool: PagePool
  #pages: Float64Array[] = []

  constructor(pool: PagePool) {
    this.#pool = pool
  }

  get pages(): number {
    return this.#pages.length
  }

  /** Elements there is room for. */
  get capacity(): number {
    return this.#pages.length * PAGE
  }

  get(index: number): number {
    return this.#pages[index >>> SHIFT]![index & MASK]!
  }

  /** The index must be below the capacity. */
  put(index: number, value: number): void {
    this.#pages[index >>> SHIFT]![index & MASK] = value
  }

  /** Grows as needed. Call it only for an index near the capacity: all pages before it come into being. */
  set(index: number, value: number): void {
    while (index >>> SHIFT >= this.#pages.length) this.#pages.push(this.#pool.take())
    this.#pages[index >>> SHIFT]![index & MASK] = value
  }

  /** Keeps the first `pages` pages. */
  shrink(pages: number): void {
    while (this.#pages.length > pages) this.#pool.give(this.#pages.pop()!)
  }

  /** Index at or after `index` from which `length` elements lie in one page. */
  static fit(index: number, length: number): number {
    return (index & MASK) + length <= PAGE ? index : (index | MASK) + 1
  }
}
