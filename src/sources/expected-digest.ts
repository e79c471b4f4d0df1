import { basename, dirname } from 'node:path'
import type { SourceFile } from './source-file.ts'
import type { SourceTree } from './tree.ts'

/** What a store or a download record says the bytes of a file are. Consistency with the origin, not proof. */
export interface ExpectedDigest {
  /** `git`: SHA-1 of the git blob. */
  readonly algorithm: 'sha256' | 'git'
  readonly hex: string
  readonly says: 'blob name' | 'download record'
}

/** By the path under which the file is scanned. */
export function expectedDigests({
  files,
  downloads,
}: Pick<SourceTree, 'files' | 'downloads'>): Map<string, ExpectedDigest> {
  const expected = new Map<string, ExpectedDigest>()
  const recorded = new Map(downloads.map((d) => [d.path, d.etag]))
  for (const file of files) {
    const etag = recorded.get(file.path)
    const named = blobDigest(file)
    if (named) expected.set(file.path, named)
    else if (etag) expected.set(file.path, { ...byLength(etag), says: 'download record' })
  }
  return expected
}

function blobDigest(file: SourceFile): ExpectedDigest | undefined {
  const stored = basename(file.absolute)
  const store = basename(dirname(file.absolute))
  const oci = /^(?:sha256-)?([0-9a-f]{64})$/.exec(stored)?.[1]
  if (oci && (store === 'sha256' || stored.startsWith('sha256-')))
    return { algorithm: 'sha256', hex: oci, says: 'blob name' }
  // In the store that hub 1.32 shares between repositories, blobs are named after their Xet trees;
  // the link in the repository still bears the etag.
  for (const path of [file.absolute, file.via ?? '', file.path, ...file.aliases]) {
    const etag = ETAG.exec(path)?.[1]
    if (etag) return { ...byLength(etag), says: 'blob name' }
  }
  return undefined
}

const ETAG = /(?:^|\/)(?:models|datasets|spaces|kernels)--[^/]+\/blobs\/([0-9a-f]{64}|[0-9a-f]{40})$/

function byLength(hex: string): Pick<ExpectedDigest, 'algorithm' | 'hex'> {
  return { algorithm: hex.length === 64 ? 'sha256' : 'git', hex }
}
