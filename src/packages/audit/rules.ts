import type { RuleInfo } from '../../model/rule.ts'
import type { AuditKind } from './report.ts'

const malicious: RuleInfo = {
  id: 'packages-malicious',
  title: 'Package known to be malicious',
  severity: 'critical',
  confidence: 'certain',
  since: '0.1.0',
  description: `An advisory says that this version of the package was made to do harm: a look-alike, a hijacked
release, an account that was taken over. Such packages read credentials, open doors or fetch more code when they
are installed or imported, so whoever has installed one has to assume that it ran.

Advisories name the versions: a hijacked package is not banned for ever because two of its releases were bad.`,
  remedy: 'Remove it, and treat every secret that the machine could read as known to others',
  references: ['CWE-506', 'OpenSSF malicious packages'],
}

const vulnerable: RuleInfo = {
  id: 'packages-vulnerable',
  title: 'Package version with a known vulnerability',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description: `An advisory applies to exactly this version, compared by the rules of its ecosystem (PEP 440,
Semantic Versioning). Records of several databases on the same flaw are one finding. The severity is that of the
advisory's CVSS base score: critical from 9, high from 7, medium from 4; without a score it is medium.

Whether the vulnerable code can be reached is not examined.`,
  remedy: 'Upgrade to one of the fixed versions, or waive it with the reason why it does not apply',
  references: ['CWE-1395', 'OSV schema'],
}

const unreadable: RuleInfo = {
  id: 'packages-unreadable-advisory',
  title: 'Advisory that does not say readably which versions it is about',
  severity: 'low',
  confidence: 'tentative',
  since: '0.1.0',
  description: `An advisory speaks of this package, and what it says of versions cannot be compared: a version that
is none in its ecosystem (\`2.6.0-NA\`), only commits, an unknown kind of range. It may or may not apply, and
leaving it out would look like safety.`,
  remedy: 'Read the advisory and decide; waive it when it does not apply',
  references: ['OSV schema'],
}

/** What an audit against advisories can find. They need an index and more than one file, so no file is checked by them alone. */
export const auditRules: readonly RuleInfo[] = [malicious, vulnerable, unreadable]

export function auditRule(kind: AuditKind): RuleInfo {
  return kind === 'malicious' ? malicious : kind === 'vulnerable' ? vulnerable : unreadable
}
