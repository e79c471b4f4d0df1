/** One entry of the header, as it stands there. Offsets count from the end of the header. */
export interface TensorFact {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly start: number
  readonly end: number
}

export interface SafetensorsFacts {
  /** Bytes, without the eight of the length itself. */
  readonly headerLength: number
  /** Bytes behind the header. */
  readonly dataLength: number
  readonly tensors: readonly TensorFact[]
  readonly metadata: Readonly<Record<string, string>>
  /** What a strict reader refuses. `at` is a byte range in the file. */
  readonly flaws: readonly Flaw[]
}

export interface Flaw {
  readonly kind: 'duplicate-key'
  readonly says: string
  readonly start: number
  readonly end: number
}
