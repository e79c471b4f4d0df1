import type { Refusal, RefusalCode } from '../../integrity/refusal.ts'
import type { ChecksumVerdict } from '../../model/checksum.ts'

const BYTES: ReadonlySet<RefusalCode> = new Set([
  'content-changed',
  'size-changed',
  'shard-changed',
  'subject-mismatch',
  'missing',
  'link-changed',
])
const UNLISTED: ReadonlySet<RefusalCode> = new Set(['unlisted-code', 'unlisted-file', 'ignored-loadable'])

/** What a refusal makes of the whole at best. */
export function verdictOfRefusal({ code }: Refusal): ChecksumVerdict {
  if (BYTES.has(code)) return 'mismatch'
  // A signer, a lock or a statement that is not accepted leaves the question open.
  return UNLISTED.has(code) ? 'unpublished' : 'unchecked'
}
