import type {
  Derivation,
  FieldDifference,
  Level,
  Subject,
  TensorResult,
} from '../../lineage/verdict/derivation.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { count, mismatchRate, percent } from './figures.ts'
import { CLASS_MEANS, CLASS_NAME, LEVEL_MEANS } from './words.ts'

/** Tensors that reached one level. */
export interface LevelGroup {
  readonly level: Level
  readonly tensors: number
  readonly weights: number
  /** Most weights first. */
  readonly types: readonly string[]
  readonly means: string
}

/** The result in the order in which an expert tells it. Sentences may quote names from the files: untrusted text. */
export interface Opinion {
  /** The verdict in one sentence. */
  readonly headline: string
  readonly compared: readonly string[]
  readonly levels: readonly LevelGroup[]
  /** What the pattern of the deviations usually means; undefined where nothing deviates. */
  readonly pattern: string | undefined
  /** Those that speak against it, worst first. */
  readonly deviating: readonly TensorResult[]
  readonly fields: readonly FieldDifference[]
  readonly notes: readonly FieldDifference[]
  /** Figures of the whole, for the last line. */
  readonly counts: string
}

const GROUPS: readonly Level[] = ['L3', 'L2', 'L1', 'U', 'L0']

export function opinionOf(result: Derivation): Opinion {
  const { tensors, fields } = result
  const deviating = tensors
    .filter((t) => t.verdict === 'L0' || t.verdict === 'extra' || t.verdict === 'missing')
    .toSorted((a, b) => mismatchRate(b) - mismatchRate(a) || b.mismatches - a.mismatches)
  return {
    headline: result.says === '' ? headline(result, deviating) : result.says,
    compared: comparedOf(result),
    levels: GROUPS.flatMap((level) => groupOf(level, tensors)),
    pattern: result.level === 'L0' || result.level === 'U' ? CLASS_MEANS[result.class] : undefined,
    deviating,
    fields: fields.filter((f) => f.weight === 'deviates'),
    notes: fields.filter((f) => f.weight === 'note'),
    counts: countsOf(result, deviating.length),
  }
}

function headline(
  { level, class: kind, candidate, reference, tensors }: Derivation,
  deviating: readonly TensorResult[],
): string {
  const [a, b] = [candidate.name, reference.name]
  switch (level) {
    case 'L3':
      return `${a} follows from ${b} byte for byte: ${CLASS_NAME[kind]}.`
    case 'L2':
      return `${a} is ${CLASS_NAME[kind]} of ${b}: every code is the one that those weights force.`
    case 'L1':
      return `${a} is consistent with ${b}, as far as its format lets anybody tell.`
    case 'L0':
      return deviating.length === 0
        ? `${a} deviates from ${b}: ${CLASS_NAME[kind]}.`
        : `${a} deviates from ${b} in ${deviating.length} of ${plural(tensors.length, 'tensor')}: ${CLASS_NAME[kind]}.`
    case 'U':
      return `${a} cannot be compared with ${b}.`
    default:
      return level satisfies never
  }
}

const CHAIN: Readonly<Record<string, string>> = {
  direct: 'the weights were quantised as they are',
  f16: 'the weights went through F16 first',
  bf16: 'the weights went through BF16 first',
  q8_0: 'the weights were quantised to Q8_0 first',
}

function comparedOf({ candidate, reference, tensors, chain }: Derivation): string[] {
  const weights = tensors.reduce((sum, t) => sum + t.weights, 0)
  const compared = tensors.reduce((sum, t) => sum + t.compared, 0)
  const share = compared === weights ? 'all' : `${count(compared)} (${percent(compared / weights)})`
  return [
    subjectText(candidate),
    `with ${subjectText(reference)}`,
    `${plural(tensors.length, 'tensor')}, ${share} of ${plural(weights, 'weight')}` +
      (chain === null ? '' : `; ${CHAIN[chain] ?? chain}`),
  ]
}

function subjectText({ name, revision, files }: Subject): string {
  const size = files.reduce((sum, f) => sum + f.size, 0)
  const [only, ...more] = files
  const digest = more.length === 0 ? only?.digest?.slice(0, 'sha256:'.length + 12) : undefined
  const about = [
    revision === undefined ? '' : `at ${revision.slice(0, 12)}`,
    more.length > 0 ? `${files.length} files` : '',
    formatBytes(size),
    digest ?? '',
  ]
  return `${name} (${about.filter(Boolean).join(', ')})`
}

function groupOf(level: Level, tensors: readonly TensorResult[]): LevelGroup[] {
  const of = tensors.filter((t) => t.verdict === level)
  if (of.length === 0) return []
  const types = new Map<string, number>()
  for (const { type, weights } of of) types.set(type, (types.get(type) ?? 0) + weights)
  return [
    {
      level,
      tensors: of.length,
      weights: of.reduce((sum, t) => sum + t.weights, 0),
      types: [...types].toSorted((a, b) => b[1] - a[1]).map(([type]) => type),
      means: LEVEL_MEANS[level],
    },
  ]
}

function countsOf({ tensors, unmapped, missing, fields, structure }: Derivation, deviating: number): string {
  const mismatches = tensors.reduce((sum, t) => sum + t.mismatches, 0)
  return [
    plural(tensors.length, 'tensor'),
    `${count(deviating)} deviating`,
    `${count(mismatches)} of ${count(tensors.reduce((sum, t) => sum + t.compared, 0))} codes differ`,
    `${count(unmapped.length)} unmapped`,
    `${count(missing.length)} missing`,
    plural(fields.filter((f) => f.weight === 'deviates').length, 'field'),
    plural(structure.length, 'flaw'),
  ].join(', ')
}
