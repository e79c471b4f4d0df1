interface Span {
  readonly start: number
  readonly end: number
  /** Where in the file the header declares it. */
  readonly declaredAt: number
}

/** Ranges of all tensors in typed memory: a header may declare a million. */
export interface Spans {
  add(start: number, end: number, declaredAt: number): void
  /** By start, then by end. */
  sorted(): Iterable<Span>
}

export function createSpans(): Spans {
  let data = new Float64Array(3 * 256)
  let count = 0
  return {
    add(start, end, declaredAt) {
      if (count * 3 === data.length) {
        const wider = new Float64Array(data.length * 2)
        wider.set(data)
        data = wider
      }
      data.set([start, end, declaredAt], count * 3)
      count++
    },
    *sorted() {
      const order = Uint32Array.from({ length: count }, (_, i) => i)
      if (!isSorted(data, count)) order.sort((a, b) => compare(data, a, b))
      for (const i of order)
        yield { start: data[i * 3]!, end: data[i * 3 + 1]!, declaredAt: data[i * 3 + 2]! }
    },
  }
}

function compare(data: Float64Array, a: number, b: number): number {
  return data[a * 3]! - data[b * 3]! || data[a * 3 + 1]! - data[b * 3 + 1]!
}

function isSorted(data: Float64Array, count: number): boolean {
  for (let i = 1; i < count; i++) if (compare(data, i - 1, i) > 0) return false
  return true
}
