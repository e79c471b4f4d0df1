/** What is to be checked, and what may be used for it. */
export interface GuardRequest {
  /** The lock: absolute, and as the user knows it. */
  readonly lock: { readonly file: string; readonly shown: string }
  /** Public keys of which one must have signed the lock: absolute paths. */
  readonly keys: readonly string[]
  /** Hash everything, whatever is remembered. */
  readonly paranoid: boolean
  /** Words of the command that is going to run. */
  readonly words: readonly string[]
  /** Whether variables that name models count, too. */
  readonly looksAtEnvironment: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Further variables whose values name models. */
  readonly variables: readonly string[]
  /** Folder for what is remembered of files; undefined remembers nothing. */
  readonly cache: string | undefined
  /** Folder for what is remembered of locks. */
  readonly state: string
  /** Threads at most; as many as there are processors when absent. */
  readonly workers?: number
  readonly signal?: AbortSignal
}
