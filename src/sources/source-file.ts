/** A regular file that is to be read once, whatever the number of names it has. */
export interface SourceFile {
  /** Relative to the scanned root, `/`-separated. */
  readonly path: string
  /** Where it is opened. Never shown. */
  readonly absolute: string
  /** Bytes at discovery. */
  readonly size: number
  /** Last change of its content as the file system has it at discovery: milliseconds since 1970, whole. */
  readonly modified: number
  /** Further paths in the tree that lead to the same file through symbolic links. */
  readonly aliases: readonly string[]
  /** Absolute path of the link that its own link leads to first: see `linkHop`. */
  readonly via?: string
}
