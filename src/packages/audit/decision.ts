import type { Decision } from '../../model/report.ts'
import { atLeast, type Severity } from '../../model/severity.ts'
import { count } from './count.ts'
import type { Audited } from './audit.ts'
import type { IndexState } from './report.ts'

export interface AuditPolicy {
  readonly failOn: Severity
  readonly strict: boolean
}

/** A finding denies; under `strict` nothing is allowed that was not looked at with an index of today. */
export function decideAudit(
  { findings, notAudited, gaps }: Audited,
  index: IndexState | null,
  { failOn, strict }: AuditPolicy,
): Decision {
  const denied = findings.filter(({ severity }) => atLeast(severity, failOn))
  const open = notAudited.filter(({ reason }) => reason !== 'local' && reason !== 'no-index')
  const doubts = [
    ...(index ? [] : ['there is no advisory index, nothing was audited']),
    ...(index?.stale ? [`the advisory index is ${count(index.age, 'day')} old`] : []),
    ...(open.length > 0 ? [`${count(open.length, 'package')} not audited`] : []),
    ...(index && gaps.length > 0 ? [count(gaps.length, 'gap')] : []),
  ]
  if (denied.length > 0)
    return { outcome: 'deny', because: [`${count(denied.length, 'finding')} at or above ${failOn}`] }
  if (strict && doubts.length > 0) return { outcome: 'undecided', because: doubts }
  const below = findings.length > 0 ? [`${count(findings.length, 'finding')} below ${failOn}`] : []
  if (doubts.length + below.length > 0) return { outcome: 'warn', because: [...below, ...doubts] }
  return { outcome: 'allow', because: ['no advisory applies'] }
}
