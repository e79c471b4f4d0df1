import type { Rule } from '../model/rule.ts'
import type { PackageSet } from './package-set.ts'
import { condaNameInPip } from './rules/conda-name.ts'
import { extraIndex } from './rules/extra-index.ts'
import { indexCredentials } from './rules/index-credentials.ts'
import { lookAlikeName } from './rules/look-alike.ts'
import { mutableSource } from './rules/mutable-source.ts'
import { npmScope } from './rules/npm-scope.ts'
import { partlyHashed } from './rules/partly-hashed.ts'
import { preReleases } from './rules/pre-releases.ts'
import { uncheckedIndex } from './rules/unchecked-index.ts'
import { unhashed } from './rules/unhashed.ts'
import { unpinned } from './rules/unpinned.ts'
import { weakHash } from './rules/weak-hash.ts'

/** What is judged of every file that names packages, whatever tool wrote it. */
export const packageRules: readonly Rule<PackageSet>[] = [
  condaNameInPip,
  extraIndex,
  indexCredentials,
  lookAlikeName,
  mutableSource,
  npmScope,
  partlyHashed,
  preReleases,
  uncheckedIndex,
  unhashed,
  unpinned,
  weakHash,
]

/** The same rules for facts that hold a set beside what else their file says. */
export const heldSetRules: readonly Rule<{ readonly set: PackageSet }>[] = packageRules.map((rule) => ({
  ...rule,
  check: ({ set }, path) => rule.check(set, path),
}))
