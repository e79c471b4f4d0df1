/**
 * What the verdict rests on. Figures are of files that a real quantiser made: a trained model and 20 kinds of made
 * matrices (dense, heavy-tailed, of low rank, sparse, with outlying columns), all types, with and without importances.
 */

/**
 * Share of codes beyond a tie that a build with other arithmetic may leave: none was seen in 16 million codes of each type,
 * with and without fused multiply-add.
 */
export const TIE_SHARE = 1e-7
/** Packed weights were divided in ways that nobody recorded. */
export const PACKED_TIE_SHARE = 1e-2
/** Chance of a false alarm that is put up with, for a whole model. */
export const FALSE_ALARM = 1e-6

/**
 * How much further a residual stands out of noise than that of the same weights quantised here. Honest files with
 * importances: 1.18 at most. Scales all steered by one step along one direction
 * in 384 × 1024 weights: 2.2 in Q4_K and Q5_K, 1.5 in Q3_K and Q6_K; half of them: 1.3 in Q4_K and Q5_K.
 */
export const STEERED = 1.25

/**
 * A row is scaled where its stored values are further from its weights than this, and that many times further than 19 of
 * 20 rows, in types that are free in nothing else. Honest files: 0.067 and 8.4 at most where 19 rows of 20 are within
 * QUIET; beyond it, importances of a few columns decide, and slopes say nothing. A row times 1.3: 0.23 and 27 at least.
 */
export const SLOPE = 0.1
export const SLOPE_OVER_USUAL = 10
export const QUIET = 0.012

/** Share of a row's energy in its error. Importances of a few columns alone leave 0.72 at most; a row that is gone, 1. */
export const ROW_LOSS = 0.9

/**
 * Error of the median block over that of an honest quantisation without importances: 0.75 to 2.7 in dense weights, 4.5 in
 * sparse ones, with importances that differ by 10,000 between columns.
 */
export const COARSE = 6

/**
 * Where this share of the tensors came out equal byte for byte, and at least that many, no importance matrix was used, and
 * a tensor of which only a part comes out equal was altered in the rest. Of blocks with importances 3.3 % at most come out
 * equal; of those that were added up otherwise, so many that nearly all tensors are equal, more than 99.8 %.
 */
export const PLAINLY_MADE = 0.8
export const FEWEST_MADE = 5
export const PARTLY_EQUAL: { readonly least: number; readonly most: number } = { least: 0.25, most: 0.95 }

/**
 * Share of residuals within 2 % of half a step of a stored value above which it is mentioned: rounding leaves 1.9 to 3.3 %
 * in dense weights, in sparse or coarse ones anything.
 */
export const ON_GRID = 0.04
