import type { StructureFlaw } from '../files/model-files.ts'
import type { Chain } from '../mapping/recipe.ts'

/**
 * L3: every byte follows from the reference. L2: every code does, the scales are plausible. L1: statistically
 * consistent, where the format leaves more freedom than that. L0: deviates. U: cannot be compared.
 */
export const LEVELS = ['L3', 'L2', 'L1', 'L0', 'U'] as const
export type Level = (typeof LEVELS)[number]

/** What the pattern usually is. The first three are no deviations. */
export const CLASSES = [
  'copy',
  'cast',
  'quantisation',
  'single-edit',
  'abliteration',
  'adapter-merge',
  'row-surgery',
  'fine-tune',
  'scale-steering',
  'metadata-edit',
  'structure',
  'unrelated',
  'not-comparable',
] as const
export type DeviationClass = (typeof CLASSES)[number]

export type TensorVerdict = Level | 'extra' | 'missing'

export interface TensorResult {
  readonly name: string
  readonly type: string
  /** Number of weights. */
  readonly weights: number
  /** Weights that were compared: fewer under sampling. */
  readonly compared: number
  readonly mismatches: number
  readonly ties: number
  /** Largest singular value of the residual over the edge of what rounding noise has; null where it says nothing. */
  readonly z: number | null
  readonly verdict: TensorVerdict
  /** Names in the reference. */
  readonly from: readonly string[]
  /** Relative error ‖w − y‖ / ‖w‖, and cosine of the two. */
  readonly relativeError: number | null
  readonly cosine: number | null
  /** Rows that deviate most, as ranges; bounded. */
  readonly rows: readonly { readonly first: number; readonly last: number; readonly mismatches: number }[]
  /** Sentences for a person: what deviates and how. */
  readonly says: readonly string[]
}

/** A field outside of the weights that differs: hyperparameter, vocabulary entry, chat template. */
export interface FieldDifference {
  readonly area: 'hyperparameter' | 'tokenizer' | 'chat-template' | 'adapter' | 'other'
  readonly field: string
  readonly official: string
  readonly candidate: string
  /** `deviates` lowers the verdict; `note` is what converters do. */
  readonly weight: 'deviates' | 'note'
}

export interface Confidence {
  readonly coverage: 'full' | 'sampled'
  /** Share of the candidate's weights that were compared with the reference. */
  readonly compared: number
  /** Under sampling: a tensor altered in at least `share` of its blocks would have been seen with probability `probability`. */
  readonly sampled?: {
    readonly share: number
    readonly probability: number
    readonly seed: string
    readonly bytes: number
  }
  readonly statement: string
}

export interface Subject {
  readonly name: string
  readonly revision?: string
  /** Package URL with the commit, where the repository that it was opened from is known. */
  readonly purl?: string
  readonly files: readonly {
    readonly name: string
    readonly size: number
    readonly digest?: string
    readonly identity?: string
  }[]
}

/** What `assay derive` says. Sorted; without times and absolute paths. */
export interface Derivation {
  readonly schema: 'assay/derivation/1'
  readonly level: Level
  readonly class: DeviationClass
  /** One sentence. */
  readonly says: string
  readonly candidate: Subject
  readonly reference: Subject
  readonly chain: Chain | null
  readonly tensors: readonly TensorResult[]
  /** Tensors of the candidate that no tensor of the reference was found for. */
  readonly unmapped: readonly string[]
  /** Tensors of the reference that the candidate lacks and that converters do not drop. */
  readonly missing: readonly string[]
  readonly fields: readonly FieldDifference[]
  readonly structure: readonly StructureFlaw[]
  readonly confidence: Confidence
  /** What a knowing adversary could still have done, given what is proven. */
  readonly freedom: readonly string[]
}
