import type { ChecksumCheck, ChecksumVerdict } from '../../model/checksum.ts'
import type { Evidence } from '../../model/finding.ts'
import type { Digest } from '../../model/identity.ts'
import { isPlain, shownText } from '../plain-text.ts'
import type { IdentityEvidence, Occurrence } from './document.ts'

export function occurrenceOf({ at, says }: Evidence): Occurrence {
  const { path, range } = at
  const start = range && Number.isSafeInteger(range.start) && range.start >= 0 ? range.start : undefined
  return {
    location: shownText(path),
    ...(range?.unit === 'line' && start !== undefined && { line: start }),
    ...(range?.unit === 'byte' && start !== undefined && { offset: start }),
    additionalContext: shownText(says),
  }
}

/** Whether an occurrence says all that the evidence says, and is read back as it was. */
export function isOccurrence({ at, says, excerpt }: Evidence): boolean {
  const { path, range } = at
  if (excerpt !== undefined || !isPlain(path) || !isPlain(says)) return false
  if (!range) return true
  const { unit, start, end } = range
  return Number.isSafeInteger(start) && start >= 0 && end === (unit === 'line' ? start : start + 1)
}

/** How sure the comparison makes of the bytes. A comparison that was not made is no evidence. */
const CONFIDENCE: Readonly<Record<ChecksumVerdict, number | undefined>> = {
  verified: 1,
  consistent: 1,
  mismatch: 0,
  unpublished: undefined,
  unchecked: undefined,
}

/** What comparing with a published checksum says of the bytes of a file. */
export function hashEvidence(
  checks: readonly ChecksumCheck[],
  digest: Digest | undefined,
): IdentityEvidence[] {
  const methods = checks.flatMap(({ verdict, authority, algorithm, expected }) => {
    const confidence = CONFIDENCE[verdict]
    if (confidence === undefined) return []
    const value = shownText(`${verdict}: ${authority} publishes ${algorithm}:${expected}`)
    return [{ technique: 'hash-comparison' as const, confidence, value }]
  })
  if (methods.length === 0) return []
  return [
    {
      field: 'hash',
      // One authority that disagrees is enough to doubt the file.
      confidence: Math.min(...methods.map((m) => m.confidence)),
      ...(digest && { concludedValue: digest.slice('sha256:'.length) }),
      methods,
    },
  ]
}
