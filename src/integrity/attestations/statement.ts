/** What in-toto calls a ResourceDescriptor, as far as it names bytes. All of it is what somebody wrote. */
export interface Subject {
  /** A path, a file name or a package URL; empty where it has none. */
  readonly name: string
  /** Lower-case hex by the algorithm's in-toto name: `sha256`, `sha512`, `gitCommit`. */
  readonly digest: ReadonlyMap<string, string>
}

/** An in-toto statement: what is said of which bytes. Worth what its signature is worth. */
export interface Statement {
  readonly version: 'v1' | 'v0.1'
  readonly subjects: readonly Subject[]
  readonly predicateType: string
  /** Any JSON; absent and `null` alike say that the type is all there is to say. */
  readonly predicate: unknown
}

export const STATEMENT_V1 = 'https://in-toto.io/Statement/v1'
export const STATEMENT_V01 = 'https://in-toto.io/Statement/v0.1'
