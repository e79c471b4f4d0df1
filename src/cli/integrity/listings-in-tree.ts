import { posix } from 'node:path'
import { readListing } from '../../integrity/listings/read-listing.ts'
import type { Listing } from '../../integrity/listing.ts'
import { MiB } from '../../model/context.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import { readBounded } from './open-document.ts'

const ALGORITHM = '(?:sha-?(?:1|256|384|512)|md5|b2|blake2b?)'
const CHECKSUM_FILE = new RegExp(
  String.raw`^(?:.*[-_.])?(?:${ALGORITHM}(?:sums?)?|checksums?)(?:[-_.](?:txt|json|md|asc|gpg))*$`,
  'i',
)
const CARD = /^(?:readme|model[-_]?card|modelcard)(?:[-_.][a-z]{2,5})?\.(?:md|markdown|txt)$/i
/** Detached signatures and bundles. */
const SIGNATURE = /\.(?:sig|asc|sigstore|sigstore\.json|intoto\.jsonl|att|attestation|attestation\.json)$/i
const MAX_LIST = 16 * MiB

/** Whether a file says something of other files and is loaded by nobody. */
export function isAuthorityName(path: string): boolean {
  const name = posix.basename(path)
  return (
    CHECKSUM_FILE.test(name) || SIGNATURE.test(name) || name === 'assay.lock' || name === 'assay.lock.sig'
  )
}

export function isSignatureName(path: string): boolean {
  return SIGNATURE.test(path)
}

/** Lists of checksums and cards with checksums that came with the bytes. */
export function listingsInTree(files: readonly SourceFile[], checkpoint: () => void): Listing[] {
  return files.flatMap(({ path, absolute, size }) => {
    const name = posix.basename(path)
    if (size > MAX_LIST || SIGNATURE.test(name) || !(CHECKSUM_FILE.test(name) || CARD.test(name))) return []
    let content: Buffer
    try {
      content = readBounded(absolute, MAX_LIST)
    } catch {
      // Hashing it says what is wrong.
      return []
    }
    const folder = posix.dirname(path) === '.' ? '' : posix.dirname(path)
    const listing = readListing({ content, source: path, cameWithBytes: true, folder, checkpoint })
    return listing.digests.length > 0 ? [listing] : []
  })
}
