import { codecOf } from '../codecs/codecs.ts'
import type { Proof } from '../codecs/codec.ts'
import type { FeedbackVerdict } from '../packed/feedback-verdicts.ts'
import type { TensorMeasure, TensorTask } from '../pass/measure.ts'
import { atLeast } from './binomial.ts'
import type { Level } from './derivation.ts'
import {
  COARSE,
  FALSE_ALARM,
  FEWEST_MADE,
  PACKED_TIE_SHARE,
  PARTLY_EQUAL,
  PLAINLY_MADE,
  QUIET,
  ROW_LOSS,
  SLOPE,
  SLOPE_OVER_USUAL,
  STEERED,
  TIE_SHARE,
} from './thresholds.ts'

/** What speaks against a tensor. */
export type Objection =
  | { readonly kind: 'codes' }
  | { readonly kind: 'ties'; readonly probability: number }
  | { readonly kind: 'scale-bytes' }
  | { readonly kind: 'slope'; readonly row: number; readonly slope: number }
  | { readonly kind: 'no-numbers' }
  | { readonly kind: 'row-loss'; readonly row: number; readonly share: number }
  | { readonly kind: 'coarse'; readonly times: number }
  | { readonly kind: 'partly-equal'; readonly blocks: number; readonly equal: number }
  | { readonly kind: 'spectrum'; readonly z: number; readonly honest: number }
  | { readonly kind: 'feedback'; readonly says: string }

/** A compared tensor, and whether it is what the reference gives. */
export interface Examined {
  readonly task: TensorTask
  readonly measure: TensorMeasure
  readonly proof: Proof
  readonly objections: readonly Objection[]
  /** Codes, values or scales are not those that the reference gives; steered scales alone are not meant. */
  readonly deviates: boolean
  readonly level: Level
  /** Of reference and stored values; an estimate from the signs where only signs are compared. */
  readonly cosine: number
  readonly feedback?: FeedbackVerdict
}

/** What can be done by the choice of scales alone, with all codes as they follow from them. */
const ABOUT_SCALES: ReadonlySet<Objection['kind']> = new Set(['spectrum', 'partly-equal', 'coarse'])

export function examine(
  task: TensorTask,
  measure: TensorMeasure,
  feedback: FeedbackVerdict | undefined,
): Examined {
  const proof = codecOf(task.codec)?.proof ?? 'statistics'
  const objections = objectionsTo(task, measure, proof, feedback)
  return {
    task,
    measure,
    proof,
    objections,
    deviates: objections.some(({ kind }) => !ABOUT_SCALES.has(kind)),
    level: objections.length > 0 ? 'L0' : levelOf(proof, measure),
    cosine: proof === 'signs' ? signCosine(measure) : cosineOf(measure),
    ...(feedback && { feedback }),
  }
}

function levelOf(proof: Proof, { rederived: { blocks, equal } }: TensorMeasure): Level {
  if (proof === 'exact') return 'L3'
  if (proof === 'codes') return blocks > 0 && equal === blocks ? 'L3' : 'L2'
  return 'L1'
}

function objectionsTo(
  { codec, parts }: TensorTask,
  measure: TensorMeasure,
  proof: Proof,
  feedback: FeedbackVerdict | undefined,
): Objection[] {
  const { mismatches, ties, scales, stored, energy, comparedRows, width, z, besideHonest } = measure
  const found: Objection[] = []
  if (mismatches > 0) found.push({ kind: 'codes' })
  const share = parts[0]?.parts ? PACKED_TIE_SHARE : TIE_SHARE
  const probability = atLeast(ties, comparedRows * width, share)
  if (probability < FALSE_ALARM) found.push({ kind: 'ties', probability })
  if (scales > 0 && (proof === 'exact' || codec.endsWith('/imatrix'))) found.push({ kind: 'scale-bytes' })
  // Where the reference has no numbers either, bits were compared.
  if (!Number.isFinite(stored) && Number.isFinite(energy) && proof !== 'exact')
    found.push({ kind: 'no-numbers' })
  const slope = slopeOutside(codec, measure)
  if (slope) found.push({ kind: 'slope', ...slope })
  if (proof === 'codes' && !parts[0]?.parts) {
    const { rowLoss, rederived } = measure
    if (rowLoss && rowLoss.value > ROW_LOSS)
      found.push({ kind: 'row-loss', row: rowLoss.row, share: rowLoss.value })
    const times = rederived.envelope?.median ?? 0
    if (mismatches === 0 && times > COARSE) found.push({ kind: 'coarse', times })
  }
  if (
    isFree(proof, measure) &&
    z !== null &&
    besideHonest &&
    besideHonest.stored > STEERED * besideHonest.honest
  )
    found.push({ kind: 'spectrum', z: besideHonest.stored, honest: besideHonest.honest })
  if (feedback?.deviates) found.push({ kind: 'feedback', says: feedback.says })
  return found
}

/** Whether somebody could choose the scales. */
function isFree(proof: Proof, measure: TensorMeasure): boolean {
  return proof === 'codes' && measure.mismatches === 0 && levelOf(proof, measure) !== 'L3'
}

function slopeOutside(
  codec: string,
  { rowSlopes }: TensorMeasure,
): { readonly row: number; readonly slope: number } | undefined {
  if (!codec.endsWith('/imatrix') || !rowSlopes || rowSlopes.usual > QUIET) return undefined
  const { median, usual, furthest } = rowSlopes
  const off = Math.abs(furthest.value - median)
  return off > SLOPE && off > SLOPE_OVER_USUAL * usual
    ? { row: furthest.row, slope: furthest.value }
    : undefined
}

/**
 * Adds what the tensors say of each other: in a model that was plainly made without importances, blocks that do not come out
 * as the others do were altered.
 */
export function besideEachOther(all: readonly Examined[]): Examined[] {
  const made = all.filter((e) => e.measure.rederived.blocks > 0)
  const whole = made.filter((e) => e.level === 'L3' && !e.measure.rederived.withImportance)
  if (whole.length < Math.max(FEWEST_MADE, PLAINLY_MADE * made.length)) return [...all]
  return all.map((e) => {
    const { blocks, equal } = e.measure.rederived
    const isPart = equal >= PARTLY_EQUAL.least * blocks && equal <= PARTLY_EQUAL.most * blocks
    if (e.level !== 'L2' || !isPart) return e
    return { ...e, objections: [{ kind: 'partly-equal', blocks, equal }], level: 'L0' }
  })
}

function cosineOf({ dot, energy, stored }: TensorMeasure): number {
  return energy > 0 && stored > 0 ? dot / Math.sqrt(energy * stored) : 1
}

function signCosine({ mismatches, comparedRows, width }: TensorMeasure): number {
  return 1 - (2 * mismatches) / (comparedRows * width)
}
