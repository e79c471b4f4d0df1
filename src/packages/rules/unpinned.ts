import type { Rule } from '../../model/rule.ts'
import { plural } from '../../text/sizes.ts'
import type { PackageSet } from '../package-set.ts'
import { isFromIndex, shownRequirement } from '../pinning/entry.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { listed, oneFinding } from '../pinning/one-finding.ts'

export const unpinned: Rule<PackageSet> = {
  id: 'packages-unpinned',
  title: 'Packages without an exact version',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Which version is installed is decided on the day of installation, by whoever has published last: a hijacked release reaches every ' +
    'installation within minutes, and nobody can say what a model was tested with. Ranges are the right thing in the manifest of a ' +
    'library and in the input of a resolver, where a lock decides: there the finding is for information.',
  remedy: 'Pin exact versions, with hashes: assay packages fix writes them from a lock.',
  references: ['CWE-1357', 'CWE-829'],
  *check(set, path) {
    const kind = fileKind(set)
    if (kind === undefined || kind === 'constraints') return
    const asked = set.packages.filter(isFromIndex)
    const open = asked.filter(({ version }) => version === undefined)
    const installs = kind === 'requirements' || kind === 'environment' || kind === 'script' || kind === 'lock'
    yield* oneFinding(
      path,
      open.map((entry) => ({
        line: entry.line,
        lineEnd: entry.lineEnd,
        says: 'leaves the version open',
        excerpt: shownRequirement(entry),
      })),
      {
        message: `leaves the version of ${open.length} of ${plural(asked.length, 'package')} open: ${listed(open.map(({ name }) => name))}`,
        seen: 'unpinned',
        severity: installs ? 'low' : 'info',
      },
    )
  },
}
