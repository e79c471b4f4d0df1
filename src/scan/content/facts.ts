/** What the bytes turned out to be, beside what the name says. */
export interface ContentFacts {
  readonly path: string
  /** Last segment, lower case. */
  readonly name: string
  readonly size: number
  /** With the dot, `''` when there is none. */
  readonly extension: string
  readonly isText: boolean
  /** Ids of the formats that read it, in the order of the registry. */
  readonly formats: readonly string[]
  readonly titles: readonly string[]
  /** One of them can run code when it is loaded. */
  readonly runsCode: boolean
  /** The formats that people expect under the extension; none for names that promise nothing. */
  readonly expected: readonly {
    readonly id: string
    readonly title: string
    readonly onLoad: 'data' | 'code'
  }[]
}
