import type { PackageEntry } from '../package-set.ts'
import type { PackageChange } from './change.ts'

/**
 * Hashes under one version. Installers take any of the listed ones: a hash that is added admits another file,
 * one that replaces the others is another file.
 */
export function hashChanges(
  before: PackageEntry,
  after: PackageEntry,
  about: Pick<PackageChange, 'ecosystem' | 'name' | 'at'>,
): PackageChange[] {
  if (before.version === undefined || before.version !== after.version) return []
  const old = hashesOf(before)
  const now = hashesOf(after)
  if (old.size === 0) return []
  const at = `${after.name} ${after.version ?? ''}`.trim()
  if (now.size === 0)
    return [
      {
        ...about,
        kind: 'unhashed',
        severity: 'medium',
        message: `takes ${at} without checking a hash any more`,
      },
    ]
  const added = [...now].filter(([hash]) => !old.has(hash))
  if (added.length === 0) return []
  const replaced = added.filter(([, file]) => file !== undefined && [...old.values()].includes(file))
  const kept = [...now.keys()].some((hash) => old.has(hash))
  const message =
    replaced.length > 0
      ? `accepts other bytes for ${replaced[0]![1]} of ${at}, whose version did not change`
      : kept
        ? `accepts ${added.length} more ${added.length === 1 ? 'file' : 'files'} for ${at}, whose version did not change`
        : `accepts only other files than before for ${at}, whose version did not change`
  const severity = replaced.length > 0 || !kept ? 'high' : 'medium'
  return [{ ...about, kind: 're-hashed', severity, after: added[0]![0], message }]
}

/** Hash to the file that it is of, where the lock says. */
function hashesOf(entry: PackageEntry): Map<string, string | undefined> {
  return new Map(
    entry.distributions.flatMap((d) =>
      d.hashes.map((h) => [`${h.algorithm}:${h.value}`, d.filename ?? fileOf(d.url)] as const),
    ),
  )
}

function fileOf(url: string | undefined): string | undefined {
  return url
    ?.replace(/[?#].*$/, '')
    .split('/')
    .at(-1)
}
