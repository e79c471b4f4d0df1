import type { Evidence } from '../../model/finding.ts'
import type { Location, Range } from '../../model/location.ts'
import { memberPath } from '../../model/location.ts'
import type { RuleInfo } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'

/**
 * What has to happen for code to run. `install`: unpacking or building it. `start`: any start of the interpreter.
 * `import`: someone imports the module. `call`: someone calls the function.
 */
export type RunsAt = 'install' | 'start' | 'import' | 'call'

/** Nobody asked for it: it runs because the package is there. */
export function runsUnasked(when: RunsAt): boolean {
  return when === 'install' || when === 'start'
}

export interface ReleaseFinding {
  readonly rule: string
  readonly severity: Severity
  readonly when: RunsAt
  readonly at: Location
  readonly message: string
  readonly remedy: string
  readonly evidence: readonly [Evidence, ...Evidence[]]
}

export interface ReleaseDraft {
  readonly severity?: Severity
  readonly when: RunsAt
  readonly path: string
  /** The member; the archive itself when it is absent. */
  readonly member?: string
  readonly range?: Range
  readonly message: string
  readonly says?: string
  readonly excerpt?: string
}

const MAX_EXCERPT = 300

export function releaseFinding(rule: RuleInfo, draft: ReleaseDraft): ReleaseFinding {
  const { when, message } = draft
  const path = draft.member === undefined ? draft.path : memberPath(draft.path, draft.member)
  const at: Location = { path, ...(draft.range && { range: draft.range }) }
  const excerpt = draft.excerpt?.slice(0, MAX_EXCERPT)
  return {
    rule: rule.id,
    severity: draft.severity ?? rule.severity,
    when,
    at,
    message,
    remedy: rule.remedy,
    evidence: [{ at, says: draft.says ?? message, ...(excerpt !== undefined && { excerpt }) }],
  }
}

export function runsWhen(when: RunsAt): string {
  switch (when) {
    case 'install':
      return 'on install'
    case 'start':
      return 'at every start of Python'
    case 'import':
      return 'on import'
    case 'call':
      return 'when a function is called'
    default:
      return when satisfies never
  }
}
