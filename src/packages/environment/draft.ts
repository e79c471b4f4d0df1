import type { Component } from '../../model/component.ts'
import { fingerprint, type Evidence, type Finding } from '../../model/finding.ts'
import type { Location } from '../../model/location.ts'
import type { RuleInfo } from '../../model/rule.ts'
import type { Confidence, Severity } from '../../model/severity.ts'
import { packagePurl } from '../../names/package-origin.ts'
import type { InstalledDistribution } from './installed-distribution.ts'

/** What is said about one place of an environment. Severity and confidence are the rule's unless it says others. */
export interface EnvironmentDraft {
  readonly rule: RuleInfo
  readonly message: string
  readonly at: Location
  /** What was seen there; the message is repeated where there is nothing to add. */
  readonly evidence?: readonly Evidence[]
  /** Without paths of this machine and times: it goes into the fingerprint. */
  readonly seen: string
  readonly owner?: InstalledDistribution | undefined
  readonly severity?: Severity
  readonly confidence?: Confidence
  readonly remedy?: string
}

/** More of one kind are counted, not listed. */
export const MAX_LISTED = 20

export function findingOf(draft: EnvironmentDraft): Finding {
  const { rule, owner, at, message } = draft
  const component = owner && componentOf(owner)
  const [first, ...rest] = draft.evidence ?? []
  return {
    rule: rule.id,
    severity: draft.severity ?? rule.severity,
    confidence: draft.confidence ?? rule.confidence,
    subject: component?.id ?? `file:${at.path}`,
    at,
    message,
    remedy: draft.remedy ?? rule.remedy,
    evidence: [first ?? { at, says: message }, ...rest],
    fingerprint: fingerprint(rule.id, component?.identity ?? {}, draft.seen),
  }
}

export function componentOf(distribution: InstalledDistribution): Component {
  const { kind, normalized, name, version, folder, source } = distribution
  const purl = packagePurl({
    ecosystem: kind === 'conda' ? 'conda' : 'pypi',
    name: normalized,
    ...(version && { version }),
    ...(source && { source }),
  })
  return {
    id: purl ?? `package:${normalized}@${version}`,
    kind: 'package',
    name,
    ...(version && { version }),
    identity: purl ? { purl } : {},
    artifacts: [],
    evidence: [{ at: { path: folder }, says: 'is installed here' }],
  }
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}
