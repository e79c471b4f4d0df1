import type { StoredTensor } from '../files/model-files.ts'

export type Elementwise =
  | { readonly kind: 'none' }
  /** Gemma and relatives store norms less one. */
  | { readonly kind: 'add-one' }
  /** Mamba: −exp(A_log). */
  | { readonly kind: 'negative-exp' }
  | { readonly kind: 'scale'; readonly by: number }

/**
 * How a tensor of the candidate comes from tensors of the reference. Rows are those of the candidate with all outer
 * dimensions flattened. Plain data: it crosses threads.
 */
export interface Recipe {
  /** Logical name in the candidate. */
  readonly tensor: string
  readonly rows: number
  readonly width: number
  /** Tensors of the reference that rows are taken from. */
  readonly sources: readonly StoredTensor[]
  /** For each row of the candidate: index into `sources` and row there, two numbers a row. Absent: row r is row r of the only source. */
  readonly order?: Int32Array
  /** The candidate's rows are the source's columns: Conv1D layouts, experts of some families. */
  readonly transposed: boolean
  readonly elementwise: Elementwise
  /** How it was found: by name and confirmed by content, or by content alone. `unconfirmed`: by name, and content does not agree. */
  readonly found: 'name' | 'content' | 'unconfirmed'
}

/** What the reference went through before it was quantised. */
export const CHAINS = ['direct', 'f16', 'bf16', 'q8_0'] as const
export type Chain = (typeof CHAINS)[number]
