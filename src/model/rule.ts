import type { Evidence } from './finding.ts'
import type { Location } from './location.ts'
import type { Confidence, Severity } from './severity.ts'

/** What a rule says about one instance. Defaults come from the rule. */
export interface FindingDraft {
  /** What it does, one line, present tense, most specific first: `runs a shell command on load: os.system('…')`. */
  readonly message: string
  readonly at: Location
  readonly evidence: readonly [Evidence, ...Evidence[]]
  /** What was seen, without offsets, lines and paths: it goes into the fingerprint. */
  readonly seen: string
  readonly severity?: Severity
  readonly confidence?: Confidence
  readonly remedy?: string
}

/** An opinion over facts. The text is constant; the instance carries location and evidence. */
export interface Rule<Facts> {
  /** Kebab-case, prefixed by the format or area: `pickle-code-execution`. Public, never renamed. */
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly confidence: Confidence
  /** Version that introduced it. */
  readonly since: string
  /** What it looks for and why that is dangerous; Markdown, for the rule's page. */
  readonly description: string
  /** What to do, one line. */
  readonly remedy: string
  /** CVE, GHSA or CWE ids, or titles of papers. */
  readonly references: readonly string[]
  check(facts: Facts, path: string): Iterable<FindingDraft>
}

/** The constant text of a rule. */
export type RuleInfo = Omit<Rule<never>, 'check'>

/** Files that a rule must and must not speak about. They are read by the whole pipeline in tests and seed the fuzzer. */
export interface Example {
  /** File name under which it is scanned. */
  readonly path: string
  readonly bytes: Uint8Array
}

export interface RuleExamples {
  readonly bad: readonly [Example, ...Example[]]
  readonly good: readonly [Example, ...Example[]]
}
