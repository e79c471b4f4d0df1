import { posix } from 'node:path'
import type { AuthorityKind, PublishedDigest } from '../../../model/checksum.ts'
import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import type { Sample } from '../../../model/entry.ts'
import { overLimit } from '../../../model/read-error.ts'
import { readListing } from '../read-listing.ts'

/** What a file states of the bytes of files around it. */
export interface ChecksumListFacts {
  readonly authority: AuthorityKind
  readonly digests: readonly PublishedDigest[]
  readonly unclear: readonly string[]
}

/** A line a file: a hundred thousand files, each with a long digest and a long name. */
const MAX_BYTES = 32 * MiB

/** `SHA256SUMS`, `SHA512SUMS.txt`, `checksums.json`, `manifest-sha256.txt`, `model.gguf.sha256`, `model.gguf-SHA256`. */
const LISTS = [
  /^(?:.{1,200}[-_.])?(?:sha-?\d{1,3}|md5|b2|blake2b?)[-_]?(?:sums?|hash(?:es)?|checksums?)?(?:\.(?:txt|json|ya?ml|md|asc))?$/,
  /^(?:.{1,200}[-_.])?(?:checksums?|hashes|digests|hashsums?)(?:[-_.](?:sha-?\d{1,3}|md5))?(?:\.(?:txt|json|ya?ml|md|asc))?$/,
]
const CARD = /^(?:readme|model[-_]?card)(?:[-_.][a-z]{2,7})?\.md$/
const DIGEST = /[0-9a-f]{32}/i
const SAYS_CHECKSUM = /sha-?\d|md5|blake2|checksum/i

/** Lists of checksums as `sha256sum` and its like write them, JSON lists, and model cards with checksums. */
export const checksumList: Discoverer<ChecksumListFacts> = {
  id: 'checksum-list',
  title: 'Checksum list',
  claims: (sample) => kindOf(sample) !== undefined,
  *read({ path, bytes }, ctx) {
    const limit = Math.min(ctx.limits.structureBytes, MAX_BYTES)
    if (bytes.size > limit) throw overLimit(`a list of ${bytes.size} bytes, ${limit} are allowed`)
    const authority = isCard(posix.basename(path).toLowerCase()) ? 'model-card' : 'sha256sums-file'
    const { digests, unclear, gaps } = readListing({
      content: bytes.read(0, bytes.size),
      source: path,
      kind: authority,
      folder: posix.dirname(path),
      cameWithBytes: true,
      checkpoint: () => ctx.checkpoint(),
    })
    if (digests.length > 0 || (unclear ?? []).length > 0)
      yield { kind: 'facts', facts: { authority, digests, unclear: unclear ?? [] } }
    // A card says much that is no checksum; of a list each line counts.
    if (authority !== 'model-card') for (const gap of gaps) yield { kind: 'gap', gap }
  },
  *sightings() {},
  *records({ authority, digests, unclear }) {
    yield { kind: 'listing', authority, digests, ...(unclear.length > 0 && { unclear }) }
  },
}

function kindOf({ name, text }: Sample): 'list' | 'card' | undefined {
  if (text === undefined) return undefined
  if (isCard(name)) return SAYS_CHECKSUM.test(text) && DIGEST.test(text) ? 'card' : undefined
  return isListName(name) && DIGEST.test(text) ? 'list' : undefined
}

/** Whether a base name in lower case is one of lists of checksums. */
export function isListName(name: string): boolean {
  return LISTS.some((pattern) => pattern.test(name))
}

/** Whether a base name in lower case is one of model cards. */
export function isCard(name: string): boolean {
  return CARD.test(name)
}
