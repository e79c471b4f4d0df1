/** What is wrong with a document. */
export interface Problem {
  /** Id of the rule that is broken; `schema` for the official schema. */
  readonly rule: string
  /** An `error` makes the document invalid, a `warning` makes it less useful. */
  readonly severity: 'error' | 'warning'
  /** JSON pointer to the place in the document. */
  readonly path: string
  /** One line. May quote untrusted text. */
  readonly message: string
}
