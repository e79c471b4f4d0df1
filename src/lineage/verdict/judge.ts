import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Chain } from '../mapping/recipe.ts'
import type { Outcome } from '../pass/compare-all.ts'
import type { TensorMeasure, TensorTask } from '../pass/measure.ts'
import { classify, type Examined } from './classify.ts'
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
  const examined = tasks.flatMap((task): Examined[] => {
    const measure = outcome.measures.get(task.index)
    return measure ? [examine(task, measure)] : []
  })
  const tensors = examined.map(resultOf)
  const level = worst(tensors.map((t) => t.verdict as Level))
  return {
    schema: 'assay/derivation/1',
    level,
    class:
      level === 'L0'
        ? examined.some((e) => e.deviates)
          ? classify(examined)
          : 'scale-steering'
        : 'quantisation',
    says: '',
    candidate: { name: candidate.name, files: candidate.shards.map(({ name, size }) => ({ name, size })) },
    reference: { name: reference.name, files: reference.shards.map(({ name, size }) => ({ name, size })) },
    chain,
    tensors,
    unmapped: mapping.unmapped,
    missing: mapping.missing,
    fields,
    structure: candidate.flaws,
    confidence,
    freedom: [],
  }
}

/** Above this a residual holds more than rounding: 20 σ of what clean tensors of the finer types have. */
const STEERED = 1.25

function examine(task: TensorTask, measure: TensorMeasure): Examined {
  const proof = codecOf(task.codec)?.proof
  const scalesAreForced = proof === 'exact' || task.codec.endsWith('/imatrix')
  return {
    task,
    measure,
    deviates: measure.mismatches > 0 || (scalesAreForced && measure.scales > 0),
    cosine: proof === 'signs' ? signCosine(measure) : cosineOf(measure),
  }
}

function cosineOf({ dot, energy, stored }: TensorMeasure): number {
  return energy > 0 && stored > 0 ? dot / Math.sqrt(energy * stored) : 1
}

function signCosine({ mismatches, comparedRows, width }: TensorMeasure): number {
  return 1 - (2 * mismatches) / (comparedRows * width)
}

function resultOf({ task, measure: m, deviates, cosine }: Examined): TensorResult {
  const proof = codecOf(task.codec)?.proof
  const steered = proof === 'codes' && m.z !== null && m.z > STEERED
  const verdict: Level =
    deviates || steered ? 'L0' : proof === 'exact' ? 'L3' : proof === 'codes' ? 'L2' : 'L1'
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
    relativeError: m.energy > 0 && proof !== 'signs' ? Math.sqrt(m.error / m.energy) : null,
    cosine: proof === 'signs' ? null : cosine,
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
