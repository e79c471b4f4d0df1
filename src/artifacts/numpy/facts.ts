export interface NumpyFacts {
  readonly version: string
  /** The header as it stands, cut. Untrusted text. */
  readonly header: string
  /** Absent when the header is no array description. */
  readonly array?: ArrayFact
  readonly flaws: readonly Flaw[]
}

export interface ArrayFact {
  /** The type as the header spells it. */
  readonly dtype: string
  readonly shape: readonly number[]
  readonly fortranOrder: boolean
  /** Elements are Python objects: a pickle follows the header. */
  readonly holdsObjects: boolean
  /** Bytes of one element; absent for objects and types that are not known. */
  readonly itemSize?: number
  /** Bytes behind the header. */
  readonly dataLength: number
}

export type FlawKind =
  /** A name, call or operator where only a literal may stand. */
  'code-in-header' | 'broken-header' | 'wrong-keys' | 'unknown-type' | 'too-short' | 'trailing-data'

/** `start` and `end` are bytes in the file. */
export interface Flaw {
  readonly kind: FlawKind
  readonly says: string
  readonly start: number
  readonly end: number
}
