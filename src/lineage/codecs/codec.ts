/**
 * How much of a stored tensor follows from the weights it was made of.
 * `exact`: every byte. `codes`: every code, given the stored scales, and every byte where no importance matrix was used.
 * `signs`: the signs. `statistics`: nothing for sure.
 */
export type Proof = 'exact' | 'codes' | 'signs' | 'statistics'

/** What comparing one row gives. Order of the columns of a `RowStats`. */
export const STAT = {
  /** Codes (or signs, or values) that are not the ones that the reference forces. */
  mismatches: 0,
  /** Codes that the reference misses by a hair: it lies just beyond the tie with the next one. Not counted as mismatches. */
  ties: 1,
  /** Σ (w − y)², w the reference, y what is stored. */
  error: 2,
  /** Σ w². */
  energy: 3,
  /** Σ w·y. */
  dot: 4,
  /** Σ y². */
  stored: 5,
  /** Blocks whose scale lies outside of what honest quantisers write, or bytes that an exact format contradicts. */
  scales: 6,
} as const
export const STATS = 7

/** Rows × STATS, row after row. */
export type RowStats = Float64Array

/**
 * A block format of ggml: layout, values and what the reference forces.
 * Sums are defined to the bit, so that another implementation agrees: within a block of `blockWeights` values, in four
 * float32 lanes by index modulo four, folded as (l0 + l1) + (l2 + l3) and added to a float64. Plain numbers have one block
 * a row.
 */
export interface BlockCodec {
  /** Name of the ggml type. */
  readonly type: string
  readonly blockWeights: number
  readonly blockBytes: number
  readonly proof: Proof
  /** Values of whole blocks. `out` has blockWeights for each. */
  dequantise(blocks: Uint8Array, out: Float32Array): void
  /** Compares one row: adds to the STATS columns of `stats` that begin at `at`. `reference` is float32, a row in the order of the codes. */
  check(reference: Float32Array, blocks: Uint8Array, stats: RowStats, at: number): void
  /**
   * The residual of one row in steps of its scale, cut to 8 steps. Where rounding alone made it, it is noise of one
   * variance over the whole tensor, whatever the scales, and beyond half a step lies only what was cut to the outermost
   * code. 0 where the scale is zero. Absent for types without steps.
   */
  residual?(reference: Float32Array, blocks: Uint8Array, out: Float32Array): void
}
