import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Chain } from '../mapping/recipe.ts'
import type { Outcome } from '../pass/compare-all.ts'
import type { TensorMeasure, TensorTask } from '../pass/measure.ts'
import type { Confidence, Derivation, FieldDifference, Level, TensorResult } from './derivation.ts'

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
  const tensors = tasks.flatMap((task): TensorResult[] => {
    const measure = outcome.measures.get(task.index)
    return measure ? [resultOf(task, measure)] : []
  })
  const level = worst(tensors.map((t) => t.verdict as Level))
  return {
    schema: 'assay/derivation/1',
    level,
    class: level === 'L0' ? 'unrelated' : 'quantisation',
    says: '',
    candidate: { name: candidate.name, files: candidate.shards.map(({ name, size }) => ({ name, size })) },
    reference: { name: reference.name, files: reference.shards.map(({ name, size }) => ({ name, size })) },
    chain,
    tensors,
    unmapped: mapping.unmapped,
    missing: mapping.unused,
    fields,
    structure: candidate.flaws,
    confidence,
    freedom: [],
  }
}

function resultOf(task: TensorTask, m: TensorMeasure): TensorResult {
  const proof = codecOf(task.codec)?.proof
  const verdict: Level = m.mismatches > 0 ? 'L0' : proof === 'exact' && m.scales === 0 ? 'L3' : 'L2'
  return {
    name: task.recipe.tensor,
    type: task.codec,
    weights: m.rows * m.width,
    compared: m.comparedRows * m.width,
    mismatches: m.mismatches,
    ties: m.ties,
    z: m.z,
    verdict,
    from: task.recipe.sources.map((s) => s.name),
    relativeError: m.energy > 0 ? Math.sqrt(m.error / m.energy) : null,
    cosine: m.energy > 0 && m.stored > 0 ? m.dot / Math.sqrt(m.energy * m.stored) : null,
    rows: m.worst.map(({ row, mismatches }) => ({ first: row, last: row, mismatches })),
    says: [],
  }
}

const ORDER: readonly Level[] = ['L3', 'L2', 'L1', 'U', 'L0']

function worst(levels: readonly Level[]): Level {
  return levels.reduce<Level>(
    (least, level) => (ORDER.indexOf(level) > ORDER.indexOf(least) ? level : least),
    'L3',
  )
}
