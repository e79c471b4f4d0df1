import type { Flaw, MetadataValue, TensorFact } from '../../tensors/gguf/facts.ts'

export interface GgufFacts {
  readonly version: number
  readonly byteOrder: 'little' | 'big'
  readonly tensorCount: number
  /** The first of them, in the order of the table. */
  readonly tensors: readonly TensorFact[]
  /** Scalars and strings as they stand (long strings cut); arrays are left out. */
  readonly metadata: Readonly<Record<string, MetadataValue>>
  readonly identity: ModelIdentity
  readonly flaws: readonly Flaw[]
}

/** What the file says it is. */
export interface ModelIdentity {
  readonly architecture?: string
  readonly name?: string
  readonly quantisation?: string
  readonly license?: string
  /** Names or addresses of the models it was made of. */
  readonly bases: readonly string[]
  readonly sources: readonly string[]
  readonly shard?: { readonly index: number; readonly count: number }
}
