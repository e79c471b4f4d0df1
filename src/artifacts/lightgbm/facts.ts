export interface LightgbmFacts {
  readonly version: string
  readonly objective: string
  /** Trees that the header lists, and those that follow. */
  readonly listed: number
  readonly found: number
  readonly flaws: readonly { readonly says: string; readonly line: number }[]
}
