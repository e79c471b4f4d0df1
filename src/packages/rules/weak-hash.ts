import type { Rule } from '../../model/rule.ts'
import type { PackageSet } from '../package-set.ts'
import { hashKinds, isHashed, isStronglyHashed, shownRequirement } from '../pinning/entry.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { listed, oneFinding } from '../pinning/one-finding.ts'

export const weakHash: Rule<PackageSet> = {
  id: 'packages-weak-hash',
  title: 'Hashes that can be forged',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Two different files with the same MD5 or SHA-1 can be made: who publishes a package can have a harmless file checked and another one ' +
    'installed. pip does not accept such hashes where it asks for hashes. Explicit lists of conda carry MD5 unless asked for SHA-256.',
  remedy: 'Use SHA-256; for conda, conda list --explicit --sha256.',
  references: ['CWE-328'],
  *check(set, path) {
    if (fileKind(set) === undefined) return
    const weak = set.packages.filter((entry) => isHashed(entry) && !isStronglyHashed(entry))
    const kinds = [...new Set(weak.flatMap(hashKinds))].toSorted()
    yield* oneFinding(
      path,
      weak.map((entry) => ({
        line: entry.line,
        lineEnd: entry.lineEnd,
        says: `has no hash but ${listed(hashKinds(entry))}`,
        excerpt: shownRequirement(entry),
      })),
      {
        message: `checks ${weak.length} of ${set.packages.length} packages by ${listed(kinds)} alone: ${listed(weak.map(({ name }) => name))}`,
        seen: `weak ${kinds.join(' ')}`,
        // What conda writes of its own accord is no decision of anybody's.
        severity: weak.every(({ ecosystem }) => ecosystem === 'conda') ? 'info' : 'low',
      },
    )
  },
}
