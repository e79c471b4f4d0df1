import { INDEPENDENCES, type VouchedFile } from './vouching.ts'
import * as z from 'zod/mini'
import { REFUSAL_CODES } from '../../integrity/refusal.ts'
import { CHECKSUM_VERDICTS } from '../../model/checksum.ts'
import { GAP_REASONS } from '../../model/finding.ts'
import { authorityName } from './authority-name.ts'
import { verdictSentence } from './verdict-sentence.ts'
import type { Verification } from './verification.ts'

const text = z.string()
const count = z.int().check(z.gte(0))
const verdicts = z.enum(CHECKSUM_VERDICTS)
const independences = z.enum(INDEPENDENCES)
const check = z.strictObject({ algorithm: text, expected: text, authority: text, verdict: verdicts })
const file = z.strictObject({
  path: text,
  digest: z.nullable(text),
  size: count,
  expected: z.nullable(text),
  found: z.exactOptional(text),
  verdict: verdicts,
  authority: z.nullable(text),
  independence: independences,
  detail: z.exactOptional(text),
  checks: z.array(check),
})
const refusal = z.strictObject({
  code: z.enum(REFUSAL_CODES),
  path: text,
  message: text,
  advice: z.exactOptional(text),
  expected: z.exactOptional(text),
  found: z.exactOptional(text),
})

/** `assay/verification/1`. The published JSON Schema is made from it. */
export const verificationSchema: z.ZodMiniType = z.strictObject({
  schema: z.literal('assay/verification/1'),
  verdict: verdicts,
  says: text,
  authority: z.nullable(text),
  independence: independences,
  counts: z.strictObject({
    verified: count,
    consistent: count,
    mismatch: count,
    unpublished: count,
    unchecked: count,
  }),
  files: z.array(file),
  refusals: z.array(refusal),
  gaps: z.array(z.strictObject({ at: z.object({ path: text }), reason: z.enum(GAP_REASONS), detail: text })),
  notes: z.array(text),
})

export function verificationJsonSchema(): object {
  return { ...z.toJSONSchema(verificationSchema), title: 'assay/verification/1' }
}

/** Sorted, without times and absolute paths: two runs over the same bytes are equal. */
export function verificationDocument(verification: Verification): object {
  const {
    verdict: overall,
    authorities,
    independence: shown,
    counts,
    files,
    refusals,
    gaps,
    notes,
  } = verification
  return {
    schema: 'assay/verification/1',
    verdict: overall,
    says: verdictSentence(verification),
    authority: authorities.length > 0 ? authorities.join(', ') : null,
    independence: shown,
    counts,
    files: files.map(fileEntry),
    refusals,
    gaps,
    notes,
  }
}

function fileEntry({
  path,
  digest,
  found,
  size,
  verdict,
  authority,
  independence,
  detail,
  checks,
}: VouchedFile): object {
  return {
    path,
    digest: digest ?? null,
    size,
    expected: authority?.says ?? null,
    ...(found !== undefined && { found }),
    verdict,
    authority: authority ? authorityName(authority) : null,
    independence,
    ...(detail !== undefined && { detail }),
    checks: checks.map(({ algorithm, expected, authority: by, verdict: each }) => ({
      algorithm,
      expected,
      authority: by,
      verdict: each,
    })),
  }
}
