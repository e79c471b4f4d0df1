import type { Gap } from '../../model/finding.ts'
import type { Decision } from '../../model/report.ts'
import { atLeast, type Severity } from '../../model/severity.ts'
import { plural } from '../../text/sizes.ts'
import type { ReleaseFinding } from './finding.ts'

export interface DecisionOptions {
  readonly failOn: Severity
  /** What was not read decides nothing. */
  readonly strict: boolean
}

export function decisionOf(
  { findings, gaps }: { readonly findings: readonly ReleaseFinding[]; readonly gaps: readonly Gap[] },
  { failOn, strict }: DecisionOptions,
): Decision {
  const denied = findings.filter((f) => atLeast(f.severity, failOn))
  const unread = gaps.length === 0 ? [] : [`${plural(gaps.length, 'gap')}: not all was read`]
  if (denied.length > 0)
    return {
      outcome: 'deny',
      because: [`${plural(denied.length, 'finding')} at or above ${failOn}`, ...unread],
    }
  if (gaps.length > 0 && strict) return { outcome: 'undecided', because: unread }
  const warns = findings.filter((f) => atLeast(f.severity, 'medium'))
  if (warns.length > 0 || gaps.length > 0)
    return {
      outcome: 'warn',
      because: [
        ...(warns.length > 0 ? [`${plural(warns.length, 'finding')} at or above medium`] : []),
        ...unread,
      ],
    }
  return { outcome: 'allow', because: [] }
}
