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
 * importances: 1.09 at most, 1.20 in sparse weights of Q4_1 and Q5_1. Scales all steered by one step along one direction
 * in 384 × 1024 weights: 2.2 in Q4_K and Q5_K, 1.5 in Q3_K and Q6_K; half of them: 1.3 in Q4_K and Q5_K.
 */
export const STEERED = 1.25

/**
 * Slopes of a row of stored values against its weights that searches for a scale leave, in types that are free in nothing
 * else: 0.989 to 1.017 in four bits, 0.995 to 1.008 in five.
 */
export const SLOPES: Readonly<Record<string, number>> = {
  'Q4_0/imatrix': 0.05,
  'Q4_1/imatrix': 0.05,
  'Q5_0/imatrix': 0.03,
  'Q5_1/imatrix': 0.03,
}

/**
 * Share of residuals within 2 % of half a step of a stored value above which it is mentioned: rounding leaves 1.9 to 3.3 %
 * in dense weights, in sparse or coarse ones anything.
 */
export const ON_GRID = 0.04
