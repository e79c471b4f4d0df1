import type { Location } from '../../model/location.ts'
import type { Severity } from '../../model/severity.ts'
import type { Ecosystem } from '../../names/public-index.ts'

/** What a change of dependencies does, in the words of a reviewer. */
type ChangeKind =
  | 'added'
  | 'removed'
  | 'upgraded'
  | 'downgraded'
  | 're-sourced'
  | 're-hashed'
  | 'unhashed'
  | 'loosened'
  | 'young'
  | 'built-on-install'
  | 'look-alike'
  | 'index-added'
  | 'index-removed'
  | 'option-added'
  | 'option-removed'

export interface PackageChange {
  readonly kind: ChangeKind
  readonly severity: Severity
  readonly ecosystem?: Ecosystem
  /** Of the package, index or option. Untrusted. */
  readonly name: string
  readonly before?: string
  readonly after?: string
  /** One line, present tense. May quote untrusted text. */
  readonly message: string
  /** Where it stands now; where it stood for what is gone. */
  readonly at: Location
}
