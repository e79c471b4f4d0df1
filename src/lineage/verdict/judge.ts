import type { ModelFiles, StructureFlaw } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Chain } from '../mapping/recipe.ts'
import { feedbackVerdicts } from '../packed/feedback-verdicts.ts'
import type { Outcome } from '../pass/compare-all.ts'
import type { TensorTask } from '../pass/measure.ts'
import { classify } from './classify.ts'
import type {
  Confidence,
  Derivation,
  DeviationClass,
  FieldDifference,
  Level,
  Subject,
  TensorResult,
} from './derivation.ts'
import { examine, type Examined } from './examine.ts'
import { freedomOf } from './freedom.ts'
import { opinionOn } from './opinion.ts'
import { resultOf } from './tensor-result.ts'
import { extras, uncompared } from './uncompared.ts'

/** All that was measured, before anybody has an opinion. */
export interface Evidence {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
  readonly mapping: Mapping
  readonly tasks: readonly TensorTask[]
  readonly outcome: Outcome
  readonly chain: Chain
  readonly fields: readonly FieldDifference[]
  readonly confidence: Confidence
}

/** Forms the opinion. */
export function judge(evidence: Evidence): Derivation {
  const { candidate, reference, mapping, tasks, outcome, chain, fields, confidence } = evidence
  const feedback = feedbackVerdicts(outcome.measures)
  const examined = tasks.flatMap((task): Examined[] => {
    const measure = outcome.measures.get(task.index)
    return measure ? [examine(task, measure, feedback.get(task.index))] : []
  })
  const remarked = remarks(mapping)
  const tensors = [
    ...examined.map(resultOf),
    ...uncompared(candidate, mapping, tasks, outcome),
    ...extras(candidate, mapping),
  ].map((result) => remarked(result))
  const standing: Standing = {
    examined,
    tensors,
    fields: fields.filter((f) => f.weight === 'deviates'),
    remarks: mapping.remarks.filter((r) => r.weight === 'deviates'),
    structure: candidate.flaws,
    missing: mapping.missing,
  }
  const level = levelOf(standing)
  const kind = classOf(level, standing, reference)
  const found = { level, class: kind, tensors, chain: tasks.length > 0 ? chain : null }
  return {
    schema: 'assay/derivation/1',
    ...found,
    says: opinionOn(level, kind, standing, confidence),
    candidate: subjectOf(candidate),
    reference: subjectOf(reference),
    unmapped: mapping.unmapped,
    missing: mapping.missing,
    fields,
    structure: candidate.flaws,
    confidence,
    freedom: freedomOf({ examined, tensors, confidence, fields, reference, hasTexts: false }),
  }
}

/** What the level follows from. */
export interface Standing {
  readonly examined: readonly Examined[]
  readonly tensors: readonly TensorResult[]
  /** Those that deviate. */
  readonly fields: readonly FieldDifference[]
  readonly remarks: Mapping['remarks']
  readonly structure: readonly StructureFlaw[]
  readonly missing: readonly string[]
}
