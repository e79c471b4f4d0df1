import type { StoredTensor } from '../files/model-files.ts'

export type Elementwise =
  | { readonly kind: 'none' }
  /** Gemma and relatives store norms less one. */
  | { readonly kind: 'add-one' }
  /** Mamba: −exp(A_log). */
  | { readonly kind: 'negative-exp' }
  | { readonly kind: 'scale'; readonly by: number }

export interface Factors {
  readonly columns?: Float32Array
  readonly rows?: Float32Array
}

/**
 * Rows of one source in nested steps, the outermost first: `first + Σ digitᵢ · strideᵢ` for all digits below their counts.
 * A few numbers say what the rows of hundreds of experts are, where an index for each would not fit into memory.
 */
export interface Piece {
  /** Index into `sources`. */
  readonly source: number
  readonly first: number
  readonly steps: readonly { readonly count: number; readonly stride: number }[]
}

/**
 * How a tensor of the candidate comes from tensors of the reference. Rows are those of the candidate with all outer
 * dimensions flattened. Plain data: it crosses threads. Which source row a row is: `sourceRuns`.
 */
export interface Recipe {
  /** Logical name in the candidate. */
  readonly tensor: string
  readonly rows: number
  readonly width: number
  /** Tensors of the reference that rows are taken from. */
  readonly sources: readonly StoredTensor[]
  /** Rows of the sources in the order of the candidate. */
  readonly pieces?: readonly Piece[]
  /** For each row of the candidate: index into `sources` and row there, two numbers a row. Absent, without pieces: row r is row r of the only source. */
  readonly order?: Int32Array
  /**
   * The candidate's rows are columns of the sources: Conv1D layouts, experts of some families. Sources are matrices one
   * after the other; their columns count through: row r is column r mod n of matrix r div n.
   */
  readonly transposed: boolean
  /** Transposed: columns of a matrix. */
  readonly matrixColumns?: number
  /** Transposed: rows of a matrix, where it has more than `width`: the first ones are meant. */
  readonly matrixRows?: number
  /** Value c of a row is value columns[c] of the source row. */
  readonly columns?: Int32Array
  readonly elementwise: Elementwise
  /** Factors of columns and rows that were moved into the weights out of what comes before them, or into what comes after. */
  readonly factors?: Factors
  /** How it was found: by name and confirmed by content, or by content alone. `unconfirmed`: by name, and content does not agree. */
  readonly found: 'name' | 'content' | 'unconfirmed'
}

/** What the reference went through before it was quantised. */
export const CHAINS = ['direct', 'f16', 'bf16', 'q8_0'] as const
export type Chain = (typeof CHAINS)[number]
