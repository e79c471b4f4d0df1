import { KiB } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { statOf, type Listing } from './listing.ts'
import { textOf } from './opened-file.ts'
import { codeTraits } from './startup-code.ts'

const MAX_PATCH = 16 * KiB
/** What the patch is about: it keeps old versions of distutils from installing elsewhere. */
const SUBJECT = /_DISTUTILS_PATCH|distutils\.dist/

/**
 * Whether `_virtualenv.py` is virtualenv's patch of distutils. Its bytes differ between versions and are recorded nowhere,
 * so its subject and what it does not do have to do.
 */
export function isVirtualenvPatch(listing: Listing, path: string): boolean {
  if (!listing.files.has(path) || (statOf(listing.root, path)?.size ?? Infinity) > MAX_PATCH) return false
  try {
    const text = textOf(listing.root, path, MAX_PATCH)
    return SUBJECT.test(text) && !codeTraits(text).suspicious
  } catch (error) {
    if (error instanceof ReadError) return false
    throw error
  }
}
