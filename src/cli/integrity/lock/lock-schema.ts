import * as z from 'zod/mini'
import { LOCK_SCHEMA } from '../../../integrity/lock/lock.ts'
import { REFUSAL_CODES } from '../../../integrity/refusal.ts'
import { AUTHORITY_KINDS, CHECKSUM_VERDICTS } from '../../../model/checksum.ts'
import { GAP_REASONS } from '../../../model/finding.ts'
import { LOCKING } from './lock-document.ts'

const text = z.string()
const count = z.int().check(z.gte(0))
const digest = text.check(z.regex(/^sha256:[0-9a-f]{64}$/))
const artifact = z.strictObject({
  path: text,
  purl: z.exactOptional(text),
  revision: z.exactOptional(text),
  size: count,
  sha256: digest,
  link: z.exactOptional(text),
  authority: z.exactOptional(
    z.strictObject({
      kind: z.enum(AUTHORITY_KINDS),
      source: text,
      signer: z.exactOptional(text),
      says: text.check(z.regex(/^[a-z0-9-]+:[0-9a-f]+$/)),
    }),
  ),
  verdict: z.enum(CHECKSUM_VERDICTS),
  date: text.check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
})

/** `assay.lock`. The published JSON Schema is made from it; `readLock` is what Assay itself reads it with. */
export const lockSchema: z.ZodMiniType = z.strictObject({
  schema: z.literal(LOCK_SCHEMA),
  id: text.check(z.regex(/^[0-9a-f]{32}$/)),
  generation: z.int().check(z.gte(1)),
  digest,
  roots: z.array(text),
  artifacts: z.array(artifact),
})

export function lockJsonSchema(): object {
  return { ...z.toJSONSchema(lockSchema), title: LOCK_SCHEMA }
}

/** What `assay lock --format json` prints. */
export const lockingSchema: z.ZodMiniType = z.strictObject({
  schema: z.literal(LOCKING),
  outcome: z.enum(['current', 'written', 'refused']),
  lock: text,
  generation: z.nullable(count),
  counts: z.strictObject({ artifacts: count, bytes: count, added: count, changed: count, removed: count }),
  added: z.array(artifact),
  changed: z.array(z.strictObject({ path: text, before: artifact, after: artifact })),
  removed: z.array(artifact),
  refusals: z.array(
    z.strictObject({
      code: z.enum(REFUSAL_CODES),
      path: text,
      message: text,
      advice: z.exactOptional(text),
      expected: z.exactOptional(text),
      found: z.exactOptional(text),
    }),
  ),
  gaps: z.array(z.strictObject({ at: z.object({ path: text }), reason: z.enum(GAP_REASONS), detail: text })),
})

export function lockingJsonSchema(): object {
  return { ...z.toJSONSchema(lockingSchema), title: LOCKING }
}
