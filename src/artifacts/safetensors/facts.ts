import type { Flaw, TensorFact } from '../../tensors/safetensors/facts.ts'

export interface SafetensorsFacts {
  /** Bytes, without the eight of the length itself. */
  readonly headerLength: number
  /** Bytes behind the header. */
  readonly dataLength: number
  readonly tensorCount: number
  /** The first `LISTED_TENSORS` of them, in the order of the header. */
  readonly tensors: readonly TensorFact[]
  /** `__metadata__`, without what is no text. Long values are cut. */
  readonly metadata: Readonly<Record<string, string>>
  /** What a strict reader refuses, or what no writer writes; bounded in number. */
  readonly flaws: readonly Flaw[]
}
