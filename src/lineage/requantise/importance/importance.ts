/** What a quantiser was told of the importance of columns, by tensor of the model it made. */
export interface ImportanceMatrix {
  /**
   * Mean squared activations of the columns of a tensor, one vector for each of its matrices; undefined where it has none
   * that fits.
   *
   * @param width columns of the tensor, @param matrices experts, or one
   */
  of(tensor: string, width: number, matrices: number): Float32Array | undefined
  /** Tensors that it has vectors for. */
  readonly entries: number
}

/** Sums as a file has them, and over how many calls or tokens they were taken. */
export interface Sums {
  readonly values: Float32Array
  /** One for each matrix, or one for all. */
  readonly counts: readonly number[]
  /** A matrix that saw nothing: all columns alike, or its sums as they are. */
  readonly whereNone: 'ones' | 'sums'
}

/** The quotients that the quantiser takes, in float32. */
export function importanceMatrix(sums: ReadonlyMap<string, Sums>): ImportanceMatrix {
  return {
    entries: sums.size,
    of(tensor, width, matrices) {
      const found = sums.get(tensor)
      return found?.values.length === width * matrices ? quotients(found) : undefined
    },
  }
}

function quotients({ values, counts, whereNone }: Sums): Float32Array {
  const each = values.length / counts.length
  return values.map((value, i) => {
    const count = Math.fround(counts[Math.floor(i / each)] ?? 0)
    if (count > 0) return value / count
    return whereNone === 'ones' ? 1 : value
  })
}

/** Of a file in memory: those of models with hundreds of experts stay below. */
export const MOST_BYTES: number = 256 * 1024 * 1024
export const MOST_ENTRIES = 100_000
