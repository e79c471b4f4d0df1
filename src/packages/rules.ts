import type { Rule } from '../model/rule.ts'
import type { PackageSet } from './package-set.ts'

/** What is judged of every file that names packages, whatever tool wrote it. */
export const packageRules: readonly Rule<PackageSet>[] = []
