import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import type { RangeSource } from './range-source.ts'

/** A tensor as a file holds it. */
export interface StoredTensor {
  readonly name: string
  /** Name of the ggml type or safetensors dtype: `Q4_K`, `BF16`, `F8_E4M3`. */
  readonly type: string
  /** Outermost dimension first; the last runs contiguously, as in numpy. GGUF writes them the other way round. */
  readonly shape: readonly number[]
  /** Which of the files. */
  readonly shard: number
  /** Bytes from the start of that file. */
  readonly offset: number
  /** Bytes. */
  readonly size: number
  /**
   * Of a weight that several tensors hold (codes, scales, zeros): these, the codes first. Name and shape are then those of
   * the weight, and `type` is the id of a packed codec.
   */
  readonly parts?: readonly StoredTensor[]
}

export const STRUCTURE_FLAWS = [
  'duplicate-tensor',
  'overlapping-tensors',
  'past-the-end',
  'unknown-type',
  'bad-shape',
  'missing-shard',
  'extra-shard',
  'foreign-shard',
  'index-contradiction',
  'metadata-contradiction',
  'unclaimed-bytes',
] as const

/** Something wrong with the files themselves, before any weight is compared. */
export interface StructureFlaw {
  readonly kind: (typeof STRUCTURE_FLAWS)[number]
  /** File it is in, as the user names it. */
  readonly file: string
  readonly tensor?: string
  readonly says: string
}

/** A model on disk or behind HTTP ranges: one or several files of tensors, and the text files beside them. */
export interface ModelFiles {
  readonly kind: 'gguf' | 'safetensors'
  /** As the user names it. */
  readonly name: string
  /** Hub commit or tag it was opened at, where there is one. */
  readonly revision?: string
  readonly shards: readonly RangeSource[]
  /** By name, in the order of the files. A tensor of unknown type is here too: it is named in the result. */
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** GGUF: scalars and strings in full. Safetensors: `__metadata__`. */
  readonly metadata: Readonly<Record<string, MetadataValue>>
  readonly flaws: readonly StructureFlaw[]
  /** Values of an array in GGUF metadata, bounded; undefined where there is none. */
  array(key: string): Promise<readonly MetadataValue[] | undefined>
  /** A text file beside the weights: `config.json`, `tokenizer.json`. Bounded; undefined where there is none. */
  side(name: string): Promise<Buffer | undefined>
  close(): void
}
