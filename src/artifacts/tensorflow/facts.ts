import type { Span } from '../../bytes/protobuf/wire.ts'
import type { Family } from './effects.ts'

/** Where a file name or an address comes from, followed back through the graph and its callers. */
export type Source =
  | { readonly kind: 'constant'; readonly value: string }
  /** A constant that the loader replaces by the path of a file in the model's `assets/`. */
  | { readonly kind: 'asset'; readonly file: string }
  /** What the model's saver is fed when somebody saves or restores it. */
  | { readonly kind: 'saver' }
  /** Fed by whoever runs the graph. */
  | { readonly kind: 'placeholder'; readonly name: string }
  /** An argument of a function that nothing in the graph calls. */
  | { readonly kind: 'argument'; readonly function: string }
  /** Computed, or nowhere to be found. */
  | { readonly kind: 'unknown'; readonly from: string }

/** A node that touches something outside of the graph. */
export interface EffectFact {
  readonly op: string
  readonly family: Family
  readonly does: string
  readonly node: string
  /** Empty for the main graph. */
  readonly function: string
  readonly inputs: number
  readonly sources: readonly Source[]
  readonly attributes: Readonly<Record<string, string>>
  readonly at: Span
}

export interface UnknownOp {
  readonly op: string
  readonly node: string
  readonly function: string
  readonly at: Span
}

export interface AssetFile {
  readonly filename: string
  readonly at: Span
}

/** Metadata that Keras stores with an object, which its loader turns into layers. */
export interface KerasObject {
  readonly identifier: string
  readonly metadata: string
  readonly at: Span
}

export type Container = 'saved-model' | 'meta-graph' | 'graph' | 'keras-metadata'

export interface TensorflowFacts {
  readonly container: Container
  /** A text form: spans count from a rendering and are no byte ranges of the file. */
  readonly textual: boolean
  readonly effects: readonly EffectFact[]
  readonly unknownOps: readonly UnknownOp[]
  readonly assets: readonly AssetFile[]
  readonly kerasObjects: readonly KerasObject[]
  /** Nodes of operators that TensorFlow has. */
  readonly nodes: number
  readonly functions: number
}
