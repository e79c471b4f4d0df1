import type { ModelFiles } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Chain } from '../mapping/recipe.ts'
import { feedbackVerdicts } from '../packed/feedback-verdicts.ts'
import type { Outcome } from '../pass/compare-all.ts'
import type { TensorTask } from '../pass/measure.ts'
import type { Confidence, Derivation, FieldDifference, Subject, TensorResult } from './derivation.ts'
import { besideEachOther, examine, type Examined } from './examine.ts'
import { freedomOf } from './freedom.ts'
import { opinionOn } from './opinion.ts'
import { classOf, levelOf, type Standing } from './standing.ts'
import { resultOf } from './tensor-result.ts'
import { copies, extras, uncompared } from './uncompared.ts'

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
  const examined = besideEachOther(
    tasks.flatMap((task): Examined[] => {
      const measure = outcome.measures.get(task.index)
      return measure ? [examine(task, measure, feedback.get(task.index))] : []
    }),
  )
  const remarked = remarks(mapping)
  const twice = copies(mapping)
  const tensors = [
    ...examined.map(resultOf),
    ...uncompared(candidate, mapping, tasks, outcome),
    ...extras(candidate, mapping),
  ].map((result) => asCopy(remarked(result), twice.get(result.name)))
  const standing: Standing = {
    examined,
    tensors,
    fields: fields.filter((f) => f.weight === 'deviates'),
    remarks: mapping.remarks.filter((r) => r.weight === 'deviates'),
    structure: candidate.flaws,
    missing: mapping.missing,
  }
  const level = levelOf(standing)
  const kind = classOf(level, standing, { candidate, reference })
  return {
    schema: 'assay/derivation/1',
    level,
    class: kind,
    says: opinionOn(level, kind, standing),
    candidate: subjectOf(candidate),
    reference: subjectOf(reference),
    chain: tasks.length > 0 ? chain : null,
    tensors,
    unmapped: mapping.unmapped,
    missing: mapping.missing,
    fields,
    structure: candidate.flaws,
    confidence,
    freedom: freedomOf(standing, confidence),
  }
}

/** What the mapping says of a tensor, with what its comparison says. */
function remarks({ remarks: all }: Mapping): (result: TensorResult) => TensorResult {
  const of = Map.groupBy(all, (r) => r.tensor)
  return (result) => {
    const own = of.get(result.name) ?? []
    return own.length > 0 ? { ...result, says: [...result.says, ...own.map((r) => r.says)] } : result
  }
}

function asCopy(result: TensorResult, first: string | undefined): TensorResult {
  if (first === undefined) return result
  const says = `holds again what ${first} holds; the reference has no such tensor`
  return { ...result, verdict: result.verdict === 'L0' ? 'L0' : 'extra', says: [...result.says, says] }
}

function subjectOf({ name, revision, shards }: ModelFiles): Subject {
  return {
    name,
    ...(revision !== undefined && { revision }),
    files: shards.map(({ name: file, size, identity }) => ({
      name: file,
      size,
      ...(identity !== undefined && { identity }),
    })),
  }
}
