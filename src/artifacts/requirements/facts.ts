export type SourceKind = 'index' | 'trusted host' | 'url' | 'version control' | 'editable' | 'local path'

export interface RequirementsFacts {
  /** Lines that say where packages come from, other than the configured index. */
  readonly sources: readonly { readonly kind: SourceKind; readonly line: number; readonly text: string }[]
  /** Requirements without an exact version. */
  readonly unpinned: number
  readonly requirements: number
}
