export type MetadataValue = string | number | bigint | boolean

export interface TensorFact {
  readonly name: string
  readonly type: number
  readonly shape: readonly number[]
  /** Bytes from the start of the tensor data. */
  readonly offset: number
}

export type FlawKind =
  /** The walk could not go on. */
  | 'broken'
  /** A count or length that the rest of the file has no room for. */
  | 'no-room'
  | 'duplicate'
  | 'dimensions'
  /** A key that is no name, or of a type that its readers do not expect. */
  | 'bad-key'
  | 'alignment'
  | 'long-name'
  | 'unknown-type'
  | 'past-the-end'
  | 'overlap'
  | 'hole'
  | 'trailing-data'

/** `start` and `end` are bytes in the file. */
export interface Flaw {
  readonly kind: FlawKind
  readonly says: string
  readonly start: number
  readonly end: number
  /** What unaccounted bytes begin with, where it is recognised: `an ELF program`. */
  readonly content?: string
}
