import type { Rule } from '../../model/rule.ts'
import { plural } from '../../text/sizes.ts'
import type { PackageSet } from '../package-set.ts'
import { isFromIndex, isHashed, shownRequirement } from '../pinning/entry.ts'
import { carriesHashes } from '../pinning/file-kind.ts'
import { listed, oneFinding } from '../pinning/one-finding.ts'

export const unhashed: Rule<PackageSet> = {
  id: 'packages-unhashed',
  title: 'Pinned packages without hashes',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A version says which release is meant, not which files: an index, a mirror or a proxy that serves another file under the same ' +
    'version is believed, and so is a file that was added to the release later. With hashes an installer takes nothing else.',
  remedy: 'Write the hashes beside the versions: assay packages fix takes them from a lock or from files.',
  references: ['CWE-494', 'CWE-353'],
  *check(set, path) {
    if (!carriesHashes(set) || set.packages.some(isHashed)) return
    // Since version 2 yarn checks sums of archives that it packs itself, which are no hashes of packages.
    if (set.title === 'yarn.lock') return
    const pinned = set.packages.filter((entry) => isFromIndex(entry) && entry.version !== undefined)
    yield* oneFinding(
      path,
      pinned.map((entry) => ({
        line: entry.line,
        lineEnd: entry.lineEnd,
        says: 'has a version and no hash',
        excerpt: shownRequirement(entry),
      })),
      {
        message: `pins ${plural(pinned.length, 'package')} without hashes: ${listed(pinned.map(({ name }) => name))}`,
        seen: 'unhashed',
      },
    )
  },
}
