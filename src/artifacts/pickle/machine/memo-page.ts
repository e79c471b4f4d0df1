import { type Handle, LITERAL, OBJECT, tagOf } from './handle.ts'
import { PAGE } from './paged.ts'

const BITS = 2 ** 30
const OTHER = 3

/**
 * A page of the memo in half the space. Neighbours in the memo lie near each other in the file and in the heap:
 * an entry is its distance from the first, with two bits that say in which; other handles are small as they are.
 */
export class PackedPage {
  readonly #entries: Uint32Array = new Uint32Array(PAGE)
  readonly #literals: number
  readonly #objects: number

  private constructor(literals: number, objects: number) {
    this.#literals = literals
    this.#objects = objects
  }

  /** Undefined when the entries lie too far apart. */
  static of(page: Float64Array): PackedPage | undefined {
    let literals = Infinity
    let objects = Infinity
    for (const handle of page) {
      const tag = tagOf(handle)
      if (tag === LITERAL && handle < literals) literals = handle
      else if (tag === OBJECT && handle < objects) objects = handle
    }
    const packed = new PackedPage(literals, objects)
    for (let i = 0; i < PAGE; i++) if (page[i] !== 0 && !packed.put(i, page[i]!)) return undefined
    return packed
  }

  get(index: number): Handle {
    const entry = this.#entries[index]!
    const distance = (entry >>> 2) * 8
    switch (entry & 3) {
      case LITERAL_ENTRY:
        return this.#literals + distance
      case OBJECT_ENTRY:
        return this.#objects + distance
      default:
        return entry >>> 2
    }
  }

  /** False when the page has no way to say it. */
  put(index: number, handle: Handle): boolean {
    const tag = tagOf(handle)
    if (tag !== LITERAL && tag !== OBJECT) {
      if (handle >= BITS) return false
      this.#entries[index] = handle * 4 + OTHER
      return true
    }
    const distance = (handle - (tag === LITERAL ? this.#literals : this.#objects)) / 8
    if (!(distance >= 0 && distance < BITS)) return false
    this.#entries[index] = distance * 4 + (tag === LITERAL ? LITERAL_ENTRY : OBJECT_ENTRY)
    return true
  }
}

const LITERAL_ENTRY = 1
const OBJECT_ENTRY = 2
