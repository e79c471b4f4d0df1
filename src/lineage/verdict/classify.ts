import { codecOf } from '../codecs/codecs.ts'
import type { DeviationClass } from './derivation.ts'
import type { Examined } from './examine.ts'
import { tensorKind, type TensorKind } from './tensor-kind.ts'

/** Below this two rows have nothing to do with each other: other trainings are below 0.02, quantisation above 0.9. */
const RELATED = 0.5
/** Share of the matrices that are as they were, from which on the model is not another one. */
const KEPT = 0.1
/** Share of the tensors from which on a change went through the whole model. */
const THROUGHOUT = 0.8

/** What a pattern of deviations usually is. */
export function classify(examined: readonly Examined[]): DeviationClass {
  const matrices = examined.filter((e) => e.measure.rows > 1)
  const foreign = matrices.filter((e) => e.cosine < RELATED)
  const kept = matrices.filter((e) => !e.deviates).length
  // Another training leaves nothing as it was.
  if (foreign.length * 2 > matrices.length && kept < KEPT * matrices.length) return 'unrelated'
  const deviating = examined.filter((e) => e.deviates)
  const kinds = new Map(deviating.map((e) => [e, tensorKind(e.task.recipe.tensor)]))
  if (deviating.length <= 2 && deviating.every((e) => isRowSurgery(e))) return 'row-surgery'
  if (deviating.length === 1) return 'single-edit'
  if (isAbliteration(deviating, examined, kinds)) return 'abliteration'
  if (isReplaced(deviating, matrices)) return 'single-edit'
  const changed = deviating.filter((e) => e.measure.rows > 1).length
  const inAdapters = [...kinds.values()].every(({ role }) => isProjection(role))
  if (inAdapters && isInMostLayers(deviating, examined, kinds))
    return isFullRank(deviating) ? 'fine-tune' : 'adapter-merge'
  if (changed >= THROUGHOUT * matrices.length || !inAdapters) return 'fine-tune'
  return 'single-edit'
}

/** Tensors that have nothing to do with theirs in the reference, among others that were left alone: layers exchanged or made anew. */
function isReplaced(deviating: readonly Examined[], matrices: readonly Examined[]): boolean {
  const changed = deviating.filter((e) => e.measure.rows > 1)
  const foreign = changed.filter((e) => e.cosine < RELATED)
  return foreign.length * 2 > changed.length && changed.length < THROUGHOUT * matrices.length
}

function isProjection(role: TensorKind['role']): boolean {
  return role === 'attention-in' || role === 'attention-out' || role === 'mlp-in' || role === 'mlp-out'
}

/** A few rows changed as a whole: tokens exchanged or taught, outputs turned. */
function isRowSurgery({ task, measure, objections }: Examined): boolean {
  const { rows, width, rowsWithMismatches, rowsWithScales, mismatches, scales } = measure
  const block = codecOf(task.codec)?.blockWeights ?? 1
  const touched = Math.max(rowsWithMismatches, rowsWithScales)
  if (rows < 2 || touched > Math.max(8, rows / 100)) return false
  // A row that was scaled as a whole may keep all its codes.
  if (mismatches === 0 && objections.some(({ kind }) => kind === 'slope')) return true
  if (rowsWithScales > 0 && scales / rowsWithScales > width / block / 2) return true
  // Where the scale follows from the weights, one of them can change all codes of its block.
  const least = Math.max(4, width / 50, rowsWithScales > 0 ? block : 0)
  return rowsWithMismatches > 0 && mismatches / rowsWithMismatches > least
}

/** The share of layers in which the tensors of the deviating families deviate. */
function isInMostLayers(
  deviating: readonly Examined[],
  examined: readonly Examined[],
  kinds: ReadonlyMap<Examined, TensorKind>,
): boolean {
  const families = new Set([...kinds.values()].map((k) => k.family))
  const same = examined.filter((e) => families.has(tensorKind(e.task.recipe.tensor).family))
  return deviating.length * 2 > same.length
}

/** One direction taken out of everything that writes to the residual stream, in most layers. */
function isAbliteration(
  deviating: readonly Examined[],
  examined: readonly Examined[],
  kinds: ReadonlyMap<Examined, TensorKind>,
): boolean {
  const writes = ({ role }: TensorKind): boolean =>
    role === 'attention-out' || role === 'mlp-out' || role === 'embedding'
  if (![...kinds.values()].every(writes) || !isInMostLayers(deviating, examined, kinds)) return false
  if (hasSharedDirection(deviating, kinds)) return true
  // Something stands out of rounding, and it is another direction in every layer.
  const heights = deviating.map((e) => e.measure.deviation?.z ?? 0)
  if (median(heights) > VISIBLE || heights.filter((z) => z > PLAIN_TO_SEE).length > 1) return false
  const roles = new Set([...kinds.values()].map((k) => k.role))
  return roles.has('attention-out') && roles.has('mlp-out')
}

/** Residuals of rounding alone are below 1.02 with what was cut to the outermost codes below 1.06. */
const VISIBLE = 1.08
const PLAIN_TO_SEE = 1.3
/**
 * How far directions must agree, against directions at random. Measured over 30 files at 256 rows, where those have 0.05:
 * merged adapters up to 0.10, abliteration at full and a tenth of its strength from 0.30 on, where it can be seen at all.
 */
const AGREEING = 4

/** Whether the tensors of one family were changed along one direction: by the mean cosine of all pairs of them. */
function hasSharedDirection(
  deviating: readonly Examined[],
  kinds: ReadonlyMap<Examined, TensorKind>,
): boolean {
  const families = Map.groupBy(deviating, (e) => kinds.get(e)!.family)
  return [...families.values()].some((family) => {
    const directions = family.flatMap((e) => e.measure.deviation?.direction ?? [])
    const length = directions[0]?.length ?? 0
    const cosines = directions.flatMap((a, i) =>
      directions.slice(i + 1).flatMap((b) => (a.length === b.length ? [Math.abs(dot(a, b))] : [])),
    )
    const mean = cosines.reduce((sum, c) => sum + c, 0) / cosines.length
    return cosines.length > 0 && mean > AGREEING * Math.sqrt(2 / (Math.PI * length))
  })
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * How many mismatches in a matrix as large as a square of this side, times the root of the side, it takes for a change
 * of rank 64 to stand out of rounding: twice what a single direction needs to be told from noise.
 */
const TELLING = 3.7

/** Enough was changed for an adapter's few directions to stand out, and none does. */
function isFullRank(deviating: readonly Examined[]): boolean {
  const shapes = deviating.flatMap(({ measure: { mismatches, comparedRows, width, deviation } }) => {
    const rate = mismatches / (comparedRows * width)
    return deviation && rate * (comparedRows * width) ** 0.25 > TELLING ? [deviation.z] : []
  })
  return shapes.length * 2 > deviating.length && median(shapes) < 1.15
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
