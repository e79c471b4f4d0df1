import type { Rule } from '../../model/rule.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { isHashed } from '../pinning/entry.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { listed, named, oneFinding } from '../pinning/one-finding.ts'

export const mutableSource: Rule<PackageSet> = {
  id: 'packages-mutable-source',
  title: 'Packages from an address whose content can change',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A branch or a tag can be moved and a file behind an address replaced, without a new version and without anybody noticing: who gets ' +
    'hold of the repository or the server decides what is installed from then on. No index checks such packages, and advisories do not ' +
    'know them. In the manifest of a project, where a lock should decide, it weighs less.',
  remedy: 'Name the full commit of a repository, and the SHA-256 of a file.',
  references: ['CWE-494', 'CWE-829'],
  *check(set, path) {
    const kind = fileKind(set)
    if (kind === undefined) return
    const open = set.packages.flatMap((entry) => {
      const says = changes(entry)
      return says === undefined ? [] : [{ entry, says }]
    })
    yield* oneFinding(
      path,
      open.map(({ entry, says }) => ({
        line: entry.line,
        lineEnd: entry.lineEnd,
        says,
        excerpt: `${entry.name} ${addressOf(entry)}`.slice(0, 200),
      })),
      {
        message: `takes ${listed(open.map(({ entry }) => entry.name))} from ${open.length === 1 ? 'an address' : 'addresses'} whose content can change`,
        seen: named(open.map(({ entry }) => `${entry.name} ${addressOf(entry)}`)),
        severity: kind === 'project' || kind === 'input' ? 'low' : 'medium',
      },
    )
  },
}

function addressOf({ source }: PackageEntry): string {
  return source?.kind === 'git' || source?.kind === 'url' ? source.url : ''
}

/** What lets the content change; undefined for what is fixed. */
function changes(entry: PackageEntry): string | undefined {
  const { source } = entry
  if (source?.kind === 'git') {
    if (source.commit !== undefined || isLocal(source.url)) return undefined
    return source.requested === undefined
      ? 'is whatever the repository holds that day'
      : `follows ${source.requested.slice(0, 60)}, which can be moved`
  }
  // The archive of a commit is what the commit is.
  if (source?.kind !== 'url' || isHashed(entry) || /\/[0-9a-f]{40}(?:[/.?#]|$)/.test(source.url))
    return undefined
  return 'is a file without a hash'
}

function isLocal(url: string): boolean {
  return /^file:/i.test(url) || !/^[A-Za-z][A-Za-z0-9+.-]*:|^[^/]+@/.test(url)
}
