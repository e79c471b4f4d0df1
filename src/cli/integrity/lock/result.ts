import type { LockChange } from '../../../integrity/lock/merge.ts'
import type { Lock } from '../../../integrity/lock/lock.ts'
import type { Refusal } from '../../../integrity/refusal.ts'
import type { Gap } from '../../../model/finding.ts'

/** What became of `assay lock`. */
export interface LockResult {
  /** `current`: nothing had to change. `written`: there is a new version. `refused`: nothing was written. */
  readonly outcome: 'current' | 'written' | 'refused'
  /** How the user knows the lock. */
  readonly shown: string
  /** The version that is in force now; absent when there is none that can be used. */
  readonly lock?: Lock
  readonly changes: readonly LockChange[]
  readonly refusals: readonly Refusal[]
  readonly gaps: readonly Gap[]
  /** For a person. */
  readonly notes: readonly string[]
}
