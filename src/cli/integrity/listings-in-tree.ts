import { posix } from 'node:path'
import { isCard, isListName } from '../../integrity/listings/checksum-list/discoverer.ts'
import { listingInTree, treeNames } from '../../integrity/listings/in-tree.ts'
import { readListing } from '../../integrity/listings/read-listing.ts'
import type { Listing } from '../../integrity/listing.ts'
import { MiB } from '../../model/context.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import { readBounded } from './open-document.ts'

/** Detached signatures and bundles. */
const SIGNATURE = /\.(?:sig|asc|minisig|sigstore|sigstore\.json|intoto\.jsonl|att|attestation(?:\.json)?)$/i
const MAX_LIST = 32 * MiB

/** Whether a file says something of other files and is loaded by nobody. */
export function isAuthorityName(path: string): boolean {
  const name = posix.basename(path)
  return SIGNATURE.test(name) || name === 'assay.lock' || name === 'assay.lock.sig'
}

export function isSignatureName(path: string): boolean {
  return SIGNATURE.test(path)
}

/** Lists of checksums and cards with checksums that came with the bytes, under the paths of the files that they mean. */
export function listingsInTree(files: readonly SourceFile[], checkpoint: () => void): Listing[] {
  const names = treeNames(files)
  return files.flatMap(({ path, absolute, size }) => {
    const name = posix.basename(path).toLowerCase()
    const isOfModel = isCard(name)
    if (size > MAX_LIST || !(isOfModel || isListName(name))) return []
    let content: Buffer
    try {
      content = readBounded(absolute, MAX_LIST)
    } catch {
      // Hashing it says what is wrong.
      return []
    }
    const authority = isOfModel ? 'model-card' : 'sha256sums-file'
    const input = { content, source: path, kind: authority, folder: posix.dirname(path), checkpoint } as const
    const { digests, unclear, gaps } = readListing({ ...input, cameWithBytes: true })
    if (digests.length === 0 && (unclear ?? []).length === 0) return []
    const record = { kind: 'listing', authority, digests, ...(unclear && { unclear }) } as const
    // A card says much that is no checksum.
    return [{ ...listingInTree({ path, record }, names), gaps: isOfModel ? [] : gaps }]
  })
}
