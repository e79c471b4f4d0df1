export interface NotebookFacts {
  readonly codeCells: number
  /** Saved output that a viewer renders as a page: its text, bounded, and the cell it belongs to (from one). */
  readonly pages: readonly { readonly cell: number; readonly line: number; readonly text: string }[]
}
