import type { ModelFiles, StructureFlaw } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import { classify } from './classify.ts'
import type { DeviationClass, FieldDifference, Level, TensorResult } from './derivation.ts'
import type { Examined } from './examine.ts'

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

/** Flaws that keep tensors from being read. The others say that two programs may read different models. */
const UNREADABLE: ReadonlySet<StructureFlaw['kind']> = new Set([
  'unknown-type',
  'past-the-end',
  'bad-shape',
  'missing-shard',
])

export function isContradiction({ kind }: StructureFlaw): boolean {
  return !UNREADABLE.has(kind)
}

/** Most of the candidate has to be comparable before what lies beside the weights says anything. */
const COMPARABLE = 0.5

/** The whole is what its worst part is: a model can hide in one tensor. */
export function levelOf(standing: Standing): Level {
  const { tensors } = standing
  if (tensors.some((t) => t.verdict === 'L0')) return isOfAnotherKind(standing) ? 'U' : 'L0'
  const weights = tensors.reduce((sum, t) => sum + t.weights, 0)
  const compared = tensors.reduce((sum, t) => sum + (t.compared > 0 ? t.weights : 0), 0)
  if (compared === 0 || compared < COMPARABLE * weights) return 'U'
  const flaws = standing.structure
  const isOpen = tensors.some((t) => t.verdict === 'U') || flaws.some((f) => !isContradiction(f))
  const deviates =
    tensors.some((t) => t.verdict === 'extra') ||
    standing.fields.length > 0 ||
    standing.remarks.length > 0 ||
    flaws.some(isContradiction) ||
    (standing.missing.length > 0 && !isOpen)
  if (deviates) return 'L0'
  if (isOpen || standing.missing.length > 0) return 'U'
  return tensors.some((t) => t.verdict === 'L1')
    ? 'L1'
    : tensors.some((t) => t.verdict === 'L2')
      ? 'L2'
      : 'L3'
}

/** A model of another architecture: few tensors have a counterpart, and those have nothing to do with theirs. */
function isOfAnotherKind({ examined, tensors }: Standing): boolean {
  return examined.length < COMPARABLE * tensors.length && classify(examined) === 'unrelated'
}

const PLAIN: ReadonlySet<string> = new Set(['F64', 'F32', 'F16', 'BF16'])

export function classOf(
  level: Level,
  { examined, tensors, remarks, structure, missing }: Standing,
  { candidate, reference }: { readonly candidate: ModelFiles; readonly reference: ModelFiles },
): DeviationClass {
  if (level === 'U') return 'not-comparable'
  if (level === 'L0') {
    if (examined.some((e) => e.deviates)) return classify(examined)
    if (examined.some((e) => e.objections.length > 0)) return 'scale-steering'
    const isMisbuilt =
      tensors.some((t) => t.verdict === 'extra') ||
      remarks.length > 0 ||
      missing.length > 0 ||
      structure.some(isContradiction)
    return isMisbuilt ? 'structure' : 'metadata-edit'
  }
  const isCopy = tensors.every((t) => t.from.every((name) => reference.tensors.get(name)?.type === t.type))
  if (isCopy && candidate.kind === reference.kind) return 'copy'
  return tensors.every((t) => PLAIN.has(t.type)) ? 'cast' : 'quantisation'
}
