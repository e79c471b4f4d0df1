export interface FlaxFlaw {
  readonly kind: 'array' | 'trailing' | 'extension'
  readonly says: string
  readonly start: number
  readonly end: number
}

/** Content that msgpack-numpy and its kin hand to pickle. */
export interface PickledArray {
  readonly start: number
  readonly end: number
}

export interface FlaxFacts {
  readonly arrays: number
  readonly objects: number
  readonly flaws: readonly FlaxFlaw[]
  readonly pickled: readonly PickledArray[]
}
