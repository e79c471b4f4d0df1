export interface ZarrFacts {
  /** Codecs and filters by id, with where they stand. */
  readonly codecs: readonly { readonly id: string; readonly line: number }[]
}
