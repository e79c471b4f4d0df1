import type { Feedback } from '../packed/feedback.ts'
import type { BesideHonest } from '../requantise/honest-spectrum.ts'
import type { Rederived } from '../requantise/rederive.ts'
import type { Chain, Recipe } from '../mapping/recipe.ts'
import type { StoredTensor } from '../files/model-files.ts'

/** One tensor's work for a thread. Plain data. */
export interface TensorTask {
  readonly index: number
  /** The candidate's own tensors: one, or codes with their scales. */
  readonly parts: readonly StoredTensor[]
  /** Block type of ggml, or the id of a safetensors codec. */
  readonly codec: string
  readonly recipe: Recipe
  readonly chain: Chain
  /** Rows to compare, ascending; all when absent. */
  readonly sample?: Int32Array
  /** Whether to work out the spectrum of the residual. */
  readonly spectrum: boolean
  /** Importance of the columns that the quantiser was given; a vector for each matrix of experts. */
  readonly importance?: Float32Array
  /** Of what is sampled beyond `sample`: not to be known to whoever made the candidate. */
  readonly seed?: number
}

/** What was measured of one tensor: numbers, no opinion. */
export interface TensorMeasure {
  readonly index: number
  readonly rows: number
  readonly width: number
  readonly comparedRows: number
  readonly mismatches: number
  readonly ties: number
  readonly error: number
  readonly energy: number
  readonly dot: number
  readonly stored: number
  readonly scales: number
  /** Blocks that were worked out again from the reference alone, and those of them that are equal byte for byte. */
  readonly rederived: Rederived
  /** Of the residual within half a step, which rounding alone makes. */
  readonly z: number | null
  /** Beside that of the same rows quantised here, where `z` is more than noise has and scales are free. */
  readonly besideHonest: BesideHonest | null
  /** Share of the residual that lies within 2 % of half a step of a stored value. */
  readonly onGrid: number | null
  /** Where errors were passed on from column to column, so that no code is forced. */
  readonly feedback?: Feedback
  /** Of the whole residual, where there are mismatches: what was added beyond rounding. */
  readonly deviation: DeviationShape | null
  /** Mismatches of the rows that have any, most first, bounded: row, mismatches, error over the median. */
  readonly worst: readonly {
    readonly row: number
    readonly mismatches: number
    readonly errorOverMedian: number
  }[]
  readonly rowsWithMismatches: number
  /** Rows with scales that are counted in `scales`. */
  readonly rowsWithScales: number
  /** Largest row error over the median row error. */
  readonly rowPeak: number
  /** Slopes of stored values against weights: nineteen rows in twenty lie within `usual` of the median. */
  readonly rowSlopes: {
    readonly median: number
    readonly usual: number
    readonly furthest: RowFigure
  } | null
  /** Of the rows that are not tiny, the one with the largest share of its energy in the error. */
  readonly rowLoss: RowFigure | null
}

export interface RowFigure {
  readonly row: number
  readonly value: number
}

/** The shape of what was added to a tensor. */
export interface DeviationShape {
  readonly z: number
  /** ‖R‖_F² / σ₁² of the residual. */
  readonly stableRank: number
  /** First left singular vector, over the rows that were looked at. */
  readonly direction: Float32Array
}
