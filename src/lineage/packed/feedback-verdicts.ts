import type { Feedback } from './feedback.ts'

/** What the errors of one tensor say. */
export interface FeedbackVerdict {
  readonly deviates: boolean
  readonly says: string
}

/** Honest quantisation leaves 0.9 and more, other trainings 0.02. */
const RELATED = 0.5
/** Above this in the median of the tensors, their columns were not worked on in the order that is taken for it. */
const IN_ORDER = 0.03
/** Standard deviations, and what tensors of one honest model differ by a column. */
const SIGMAS = 5
const UNEVEN = 0.015
/** Of the least variance, beyond its own scatter: scales are stored as halves, and outermost codes left out. */
const LEAST = 0.05

/**
 * Whether errors are those of rounding alone, passed on. What honest quantisers leave beyond that (codes cut to their range
 * are passed on as well) is taken from the other tensors of the model.
 */
export function feedbackVerdicts(
  measures: ReadonlyMap<number, { readonly feedback?: Feedback }>,
): ReadonlyMap<number, FeedbackVerdict> {
  const tensors = new Map(
    [...measures].flatMap(([index, { feedback }]) => (feedback ? [[index, feedback] as const] : [])),
  )
  const usual = usualExcess([...tensors.values()])
  return new Map([...tensors].map(([index, feedback]) => [index, verdictOf(feedback, usual)]))
}

function usualExcess(all: readonly Feedback[]): ReadonlyMap<number, number> {
  const byColumns = new Map<number, number[]>()
  for (const { columns, sum } of all.flatMap((f) => f.excess))
    byColumns.set(columns, [...(byColumns.get(columns) ?? []), sum / columns])
  return new Map([...byColumns].map(([columns, values]) => [columns, Math.max(0, median(values))]))
}

function verdictOf(
  { notNearest, cosine, least, leastSpread, excess }: Feedback,
  usual: ReadonlyMap<number, number>,
): FeedbackVerdict {
  // NaN where there is nothing but zeros.
  if (cosine < RELATED)
    return {
      deviates: true,
      says: `it has nothing to do with the reference: the cosine of the two is ${cosine.toFixed(3)}`,
    }
  if (least > 1 + SIGMAS * leastSpread + LEAST)
    return {
      deviates: true,
      says: `no column of it has errors as small as rounding leaves in the column that is rounded first: the least varies ${least.toFixed(2)} times as much`,
    }
  const share = `${(100 * notNearest).toFixed(1)} % of its codes are not the nearest, as no nearest-rounding quantisation of this reference has them`
  const known = excess.filter(({ columns }) => (usual.get(columns) ?? 0) <= IN_ORDER)
  if (known.length === 0)
    return {
      deviates: false,
      says: `${share}; in which order errors were passed on is not known, so that changes of less than a few percent would not be seen`,
    }
  const over = known.find(
    ({ columns, sum, spread }) => sum > columns * ((usual.get(columns) ?? 0) + UNEVEN) + SIGMAS * spread,
  )
  if (!over)
    return {
      deviates: false,
      says: `${share}; its errors are those of rounding, passed on from column to column`,
    }
  return {
    deviates: true,
    says: `its first ${over.columns} columns hold more than errors of rounding that were passed on: the logarithms of their variances exceed rounding's by ${over.sum.toFixed(2)}, ${(over.sum / over.spread).toFixed(0)} standard deviations, in other tensors by ${(over.columns * (usual.get(over.columns) ?? 0)).toFixed(2)}`,
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
