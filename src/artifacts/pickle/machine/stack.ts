import { StreamEnd } from './stream-end.ts'
import type { Handle } from './handle.ts'
import { Paged, type PagePool } from './paged.ts'

/**
 * Objects and marks. Like CPython's, nothing reaches below the innermost mark: what lies under it
 * is another stack until the mark is taken away.
 */
export class Stack {
  readonly #items: Paged
  readonly #marks: Paged
  /** Number of objects. */
  size = 0
  /** Size at the innermost mark. */
  fence = 0
  #depth = 0

  constructor(pool: PagePool) {
    this.#items = new Paged(pool)
    this.#marks = new Paged(pool)
  }

  clear(): void {
    this.size = 0
    this.fence = 0
    this.#depth = 0
    this.#items.shrink(1)
    this.#marks.shrink(1)
  }

  push(handle: Handle): void {
    const at = this.size++
    if (at >= this.#items.capacity) this.#items.set(at, handle)
    else this.#items.put(at, handle)
  }

  pop(): Handle {
    if (this.size <= this.fence) throw new StreamEnd('takes from an empty stack')
    return this.#items.get(--this.size)
  }

  top(): Handle {
    if (this.size <= this.fence) throw new StreamEnd('looks at an empty stack')
    return this.#items.get(this.size - 1)
  }

  /** Item by its index from the bottom. */
  at(index: number): Handle {
    return this.#items.get(index)
  }

  put(index: number, handle: Handle): void {
    this.#items.put(index, handle)
  }

  /** Cuts the stack; the objects above are gone. */
  cut(size: number): void {
    this.size = size
  }

  require(n: number): void {
    if (this.size - this.fence < n)
      throw new StreamEnd(`takes ${n} from a stack of ${this.size - this.fence}`)
  }

  mark(): void {
    const at = this.#depth++
    if (at >= this.#marks.capacity) this.#marks.set(at, this.size)
    else this.#marks.put(at, this.size)
    this.fence = this.size
  }

  /** Takes the innermost mark away and returns where it was. */
  unmark(): number {
    if (this.#depth === 0) throw new StreamEnd('looks for a MARK that is not there')
    const at = this.#marks.get(--this.#depth)
    this.fence = this.#depth === 0 ? 0 : this.#marks.get(this.#depth - 1)
    return at
  }

  get marked(): boolean {
    return this.#depth > 0
  }

  /** POP: an object, or the mark when nothing lies on it. */
  drop(): void {
    if (this.#depth > 0 && this.size === this.fence) this.unmark()
    else this.pop()
  }
}
