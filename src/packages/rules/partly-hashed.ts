import type { FindingDraft, Rule } from '../../model/rule.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { isFromIndex, isHashed, shownRequirement } from '../pinning/entry.ts'
import { carriesHashes, fileKind } from '../pinning/file-kind.ts'
import { listed, oneFinding } from '../pinning/one-finding.ts'

export const partlyHashed: Rule<PackageSet> = {
  id: 'packages-partly-hashed',
  title: 'Only some of the packages have hashes',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'To pip one hash asks for hashes of everything: it refuses a file in which a requirement has none, is not pinned, or is a repository or ' +
    'a folder. Such a file is installed by switching the check off (`--no-require-hashes`, `--no-deps` and a second call), after which the ' +
    'hashes that are there protect nothing. Tools with locks of their own install the packages without a hash unchecked.',
  remedy: 'Give every package a hash, and install with --require-hashes.',
  references: ['CWE-353', 'CWE-494'],
  *check(set, path) {
    if (!carriesHashes(set)) return
    yield* fileKind(set) === 'requirements' ? pip(set, path) : lock(set, path)
  },
}

function* pip({ packages, options, includes }: PackageSet, path: string): Generator<FindingDraft> {
  const ignored = options.filter(({ name }) => name === '--no-require-hashes')
  yield* oneFinding(
    path,
    ignored.map(({ line }) => ({
      line,
      says: 'lets packages without a hash pass',
      excerpt: '--no-require-hashes',
    })),
    { message: 'switches off the check of hashes: --no-require-hashes', seen: '--no-require-hashes' },
  )
  const asked = options.some(({ name }) => name === '--require-hashes') || packages.some(isHashed)
  // Constraints may bring the hashes that are missing here.
  if (!asked || includes.some((include) => include.as === 'constraints')) return
  const refused = packages.filter((entry) => refusal(entry) !== undefined)
  yield* oneFinding(
    path,
    refused.map((entry) => instance(entry, refusal(entry)!)),
    {
      message: `pip refuses ${refused.length} of ${packages.length} requirements for want of hashes: ${listed(refused.map(({ name }) => name))}`,
      seen: 'partly hashed',
    },
  )
}

/** Why pip would not take it where hashes are asked for. */
function refusal(entry: PackageEntry): string | undefined {
  if (entry.source?.kind === 'git') return 'is a repository, which has no hash'
  if (entry.editable === true) return 'is installed from a working copy, which has no hash'
  if (!isHashed(entry)) return 'has no hash'
  return isFromIndex(entry) && entry.version === undefined ? 'has a hash and no exact version' : undefined
}

function* lock({ packages }: PackageSet, path: string): Generator<FindingDraft> {
  const locked = packages.filter(isFromIndex)
  const without = locked.filter((entry) => !isHashed(entry))
  if (without.length === locked.length) return
  yield* oneFinding(
    path,
    without.map((entry) => instance(entry, 'has no hash')),
    {
      message: `has no hashes for ${without.length} of ${locked.length} packages: ${listed(without.map(({ name }) => name))}`,
      seen: 'partly hashed',
    },
  )
}

function instance(
  entry: PackageEntry,
  says: string,
): {
  readonly line: number
  readonly lineEnd?: number | undefined
  readonly says: string
  readonly excerpt: string
} {
  return { line: entry.line, lineEnd: entry.lineEnd, says, excerpt: shownRequirement(entry) }
}
