import { CHECKSUM_VERDICTS, type ChecksumVerdict } from '../../model/checksum.ts'
import { authorityName } from './authority-name.ts'
import { verdictOfRefusal } from './refused-bytes.ts'
import type { Independence, Vouching } from './vouching.ts'

/** What all files together come to. */
export interface Verification extends Vouching {
  readonly verdict: ChecksumVerdict
  /** Those on whose word the verdict stands, or against whose word the bytes are. */
  readonly authorities: readonly string[]
  /** The weakest of the files that have the verdict. */
  readonly independence: Independence
  readonly counts: Readonly<Record<ChecksumVerdict, number>>
}

/** From bad to good: the worst of the files is the verdict on all. */
const WORST_FIRST: readonly ChecksumVerdict[] = [
  'mismatch',
  'unchecked',
  'unpublished',
  'consistent',
  'verified',
]
const WEAKEST_FIRST: readonly Independence[] = ['none', 'asserted', 'shown']
export function verificationOf(vouching: Vouching): Verification {
  const { files, refusals, gaps } = vouching
  const counts = Object.fromEntries(
    CHECKSUM_VERDICTS.map((verdict) => [verdict, files.filter((f) => f.verdict === verdict).length]),
  ) as Record<ChecksumVerdict, number>
  const said = new Set([
    ...files.map((f) => f.verdict),
    ...refusals.map(verdictOfRefusal),
    // An authority that was asked for and has not been heard leaves the question open.
    ...(gaps.length > 0 ? (['unchecked'] as const) : []),
  ])
  const verdict = WORST_FIRST.find((v) => said.has(v)) ?? 'unchecked'
  const decisive = files.filter((f) => f.verdict === verdict)
  return {
    ...vouching,
    verdict,
    authorities: [...new Set(decisive.flatMap((f) => (f.authority ? [authorityName(f.authority)] : [])))],
    independence: WEAKEST_FIRST.find((i) => decisive.some((f) => f.independence === i)) ?? 'none',
    counts,
  }
}
