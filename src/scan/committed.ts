import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Listing } from '../integrity/listing.ts'
import { originOf } from '../integrity/origin/origin-of.ts'
import { isHub } from '../integrity/origin/same-place.ts'
import { KiB } from '../model/context.ts'
import { committedFiles, type Checkout } from '../sources/git/committed-files.ts'
import type { SourceTree } from '../sources/tree.ts'

const MAX_ATTRIBUTES = 64 * KiB

/** What the pointers of a checked-out commit say of large files. */
export interface CommittedPointers {
  readonly listing: Listing
  /** A hub's repository is downloaded; elsewhere a changed file is work in progress. */
  readonly isHub: boolean
}

/** Of a folder in a git repository whose attributes speak of large files; of anything else nothing. */
export function committedPointers(
  paths: readonly string[],
  { files }: SourceTree,
): CommittedPointers | undefined {
  const [only] = paths
  const usesLfs = files.some((f) => /(?:^|\/)\.gitattributes$/.test(f.path) && speaksOfLfs(f.absolute))
  if (!usesLfs || only === undefined || paths.length > 1 || !statSync(only).isDirectory()) return undefined
  const checkout = checkoutOf(only)
  const digests = (checkout?.files ?? []).flatMap(({ path, sha256: hex }) =>
    hex === undefined ? [] : [{ name: path, algorithm: 'sha256' as const, hex }],
  )
  if (!checkout || digests.length === 0) return undefined
  const origin = checkout.remote === undefined ? undefined : originOf(checkout.remote, 'git remote')
  const source = `in commit ${checkout.commit.slice(0, 12)}`
  return {
    listing: { kind: 'lfs-pointer', source, digests, cameWithBytes: true, gaps: [] },
    isHub: origin !== undefined && isHub(origin),
  }
}

function checkoutOf(folder: string): Checkout | undefined {
  try {
    return committedFiles(folder)
  } catch {
    // Broken or foreign: then git has no word here.
    return undefined
  }
}

function speaksOfLfs(attributes: string): boolean {
  try {
    const fd = openSync(attributes, 'r')
    try {
      const head = Buffer.alloc(MAX_ATTRIBUTES)
      return head.toString('latin1', 0, readSync(fd, head, 0, head.length, 0)).includes('filter=lfs')
    } finally {
      closeSync(fd)
    }
  } catch {
    // The scan itself reports what it cannot read.
    return false
  }
}
