import { posix } from 'node:path'
import type { Listing } from '../integrity/listing.ts'
import { isLoadable } from '../integrity/loadable.ts'
import type { AuthorityKind } from '../model/checksum.ts'
import { LOCK_NAME } from '../integrity/lock/lock.ts'
import type { CheckedFile, HashedFile } from './checks.ts'

/** Folders of which an authority says what is in them. */
export interface Covering {
  /** Snapshots and download folders of a hub, relative to the scanned root. */
  readonly hubFolders: readonly string[]
  /** Files that a lock covers, with the name of the lock. */
  readonly locked: ReadonlyMap<string, string>
}

interface Input {
  readonly files: readonly HashedFile[]
  readonly listings: readonly Listing[]
  readonly covering: Covering
}

/**
 * Loadable files without a word, where somebody's word covers the folder: the others are published there and these
 * are not. Elsewhere nobody could have been expected to say anything.
 */
export function uncovered({ files, listings, covering }: Input, said: ReadonlySet<string>): CheckedFile[] {
  const listed = new Map<string, string>()
  for (const { kind, source, digests } of listings)
    if (kind === 'sha256sums-file')
      for (const { name } of digests) listed.set(posix.dirname(name), `${kind} ${source}`)
  const spoken = covering.hubFolders.filter((folder) => files.some((f) => f.expected && isIn(f.path, folder)))
  const lists = new Set(listings.map((l) => l.source))
  return files.flatMap(({ path, digest }): CheckedFile[] => {
    if (!digest || said.has(path) || lists.has(path) || !isArtifact(path)) return []
    const lock = covering.locked.get(path)
    const kind: AuthorityKind =
      lock === undefined ? (listed.has(posix.dirname(path)) ? 'sha256sums-file' : 'hf-git-oid') : 'assay-lock'
    const authority =
      (lock === undefined ? undefined : `assay-lock ${lock}`) ??
      listed.get(posix.dirname(path)) ??
      (spoken.some((folder) => isIn(path, folder)) ? 'hf-git-oid' : undefined)
    if (authority === undefined) return []
    const check = { path, algorithm: 'sha256', expected: '', authority, verdict: 'unpublished' } as const
    return [{ check, kind, cameWithBytes: true }]
  })
}

/** What clients and version control keep for themselves is nobody's to publish. */
function isArtifact(path: string): boolean {
  return (
    isLoadable(path) &&
    posix.basename(path) !== LOCK_NAME &&
    !/(?:^|\/)(?:\.cache\/huggingface|\.git|\.locks)\//.test(path)
  )
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`)
}
