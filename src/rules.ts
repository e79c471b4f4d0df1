import { formats } from './formats.ts'
import { sha256, type Digest } from './model/identity.ts'
import type { RuleInfo } from './model/rule.ts'
import { auditRules } from './packages/audit/rules.ts'
import { environmentRules } from './packages/environment/rules.ts'
import { releaseRules } from './packages/release/rules.ts'
import { packageRules } from './packages/rules.ts'
import { policyRules } from './policy/rules.ts'
import { contentRules } from './scan/content/judge.ts'
import { treeRules } from './scan/tree/rules.ts'

/** What a rule is about: a format's title, or the stage that judges it. */
export interface RuleGroup {
  readonly id: string
  readonly title: string
  readonly rules: readonly RuleInfo[]
}

export const ruleGroups: readonly RuleGroup[] = [
  ...formats.map(({ id, title, rules }) => ({ id, title, rules })),
  { id: 'packages', title: 'Packages', rules: packageRules },
  { id: 'packages-release', title: 'Contents of packages', rules: releaseRules },
  { id: 'packages-audit', title: 'Advisories', rules: auditRules },
  { id: 'packages-env', title: 'Installed environments', rules: environmentRules },
  { id: 'content', title: 'Content against name', rules: contentRules },
  { id: 'tree', title: 'Files together', rules: treeRules },
  { id: 'policy', title: 'Policy', rules: policyRules },
].filter((group) => group.rules.length > 0)

/** Every rule of every stage. Ids are public and never renamed. */
export const rules: readonly RuleInfo[] = ruleGroups.flatMap((group) => group.rules)

export function ruleById(id: string): RuleInfo | undefined {
  return rules.find((rule) => rule.id === id)
}

/** Names the set of rules that a report was made with. */
export function rulesDigest(): Digest {
  const text = rules.map(({ id, severity, confidence, since }) => [id, severity, confidence, since])
  return sha256(JSON.stringify(text.toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1))))
}
