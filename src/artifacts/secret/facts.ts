/** A credential in text. The value itself leaves the reader only shortened and as a digest. */
export interface SecretFact {
  /** Pattern that matched: `hugging-face`. */
  readonly kind: string
  /** As people write it: `Hugging Face token`. */
  readonly title: string
  readonly line: number
  /** The public prefix and the length. */
  readonly shown: string
  /** Names the value across files without revealing it. */
  readonly digest: string
  /**
   * `live`: has everything a working credential has. `doubtful`: right shape, but a checksum or its surroundings speak
   * against it. `guess`: only the key beside it makes it one.
   */
  readonly strength: Strength
}

export type Strength = 'live' | 'doubtful' | 'guess'

export interface SecretFacts {
  readonly secrets: readonly SecretFact[]
}
