import type { JsonValue } from '../../bytes/json.ts'

/** A `README.md` as the hub reads it. */
export interface CardFacts {
  /** The YAML between the first two `---`; `null` without one. Lines count in the file. */
  readonly frontMatter: JsonValue
  /** Version of the model, as written in the front matter. */
  readonly version?: string
  /** What follows, line by line. */
  readonly body: readonly CardLine[]
}

export interface CardLine {
  /** From one, in the file. */
  readonly line: number
  readonly text: string
}
