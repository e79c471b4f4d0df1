import type { Listing } from '../../integrity/listing.ts'
import { MiB } from '../../model/context.ts'
import { kindOfDocument, type SignedDocument } from './authority-document.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { isSignatureName } from './listings-in-tree.ts'
import { readBounded } from './open-document.ts'
import { trustsAnybody } from './trust-options.ts'
import type { VouchRequest } from './vouch.ts'

const MAX_BUNDLE = 64 * MiB
const MAX_BUNDLES = 50

export interface BroughtSignatures {
  readonly documents: readonly SignedDocument[]
  readonly listings: readonly Listing[]
  readonly notes: readonly string[]
}

/** Signatures of the model that lie in its folder: verified when the user trusts somebody, else only spoken of. */
export function signaturesInTree(
  { trust, signatures }: Pick<VouchRequest, 'trust' | 'signatures'>,
  { files, isFile }: ExaminedTree,
): BroughtSignatures {
  const candidates = isFile || signatures.length > 0 ? [] : files.filter(({ path }) => isSignatureName(path))
  const documents = candidates.slice(0, MAX_BUNDLES).flatMap(({ path, absolute, size }): SignedDocument[] => {
    if (size > MAX_BUNDLE || path.includes('/')) return []
    try {
      const bytes = readBounded(absolute, MAX_BUNDLE)
      const kind = kindOfDocument({ bytes })
      return kind === 'oms' ? [{ bytes, source: path, absolute, cameWithBytes: true, kind }] : []
    } catch {
      // Nobody asked for it.
      return []
    }
  })
  if (trustsAnybody(trust)) return { documents, listings: [], notes: [] }
  const notes = documents.map(
    ({ source }) =>
      `${source} is a signature; name whom you trust to have it verified: --public-key, --certificate-root, --identity`,
  )
  return { documents: [], listings: [], notes }
}
