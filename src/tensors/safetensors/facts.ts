/** One entry of the header, as it stands there. Offsets count from the end of the header. */
export interface TensorFact {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly start: number
  readonly end: number
}

export type FlawKind =
  /** The header is no JSON that the reference library takes. */
  | 'broken-header'
  | 'header-length'
  | 'duplicate-key'
  /** A number where only a non-negative safe integer may stand. */
  | 'bad-number'
  | 'metadata-type'
  | 'missing-field'
  | 'extra-field'
  | 'unknown-dtype'
  | 'shape-overflow'
  | 'size-mismatch'
  | 'past-the-end'
  | 'overlap'
  | 'hole'
  | 'trailing-data'
  /** A tensor name that is a path out of a folder, or holds control characters. */
  | 'unsafe-name'

/** `start` and `end` are bytes in the file. */
export interface Flaw {
  readonly kind: FlawKind
  readonly says: string
  readonly start: number
  readonly end: number
  /** What the unaccounted bytes begin with, where it is recognised: `an ELF program`. */
  readonly content?: string
}
