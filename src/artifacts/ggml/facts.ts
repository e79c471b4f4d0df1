export type GgmlMagic = 'ggml' | 'ggmf' | 'ggjt' | 'ggla'

export interface GgmlFacts {
  readonly magic: GgmlMagic
  /** Absent in the first generation, which has none. */
  readonly version?: number
  /** Offset of the first tensor record. */
  readonly tableStart: number
  readonly tensorCount: number
  /** Offset at which the records end: the file's size, where nothing is wrong. */
  readonly tableEnd: number
  readonly size: number
}
