import type { Rule } from '../model/rule.ts'
import type { PackageSet } from './package-set.ts'

/** What is judged of every file that names packages, whatever tool wrote it. */
export const packageRules: readonly Rule<PackageSet>[] = []

/** The same rules for facts that hold a set beside what else their file says. */
export const heldSetRules: readonly Rule<{ readonly set: PackageSet }>[] = packageRules.map((rule) => ({
  ...rule,
  check: ({ set }, path) => rule.check(set, path),
}))
