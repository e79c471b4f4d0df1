import { plural } from '../../text/sizes.ts'
import type { Verification } from './verification.ts'

const NAMED = 2

/** The verdict in one sentence, without a full stop. May quote untrusted text. */
export function verdictSentence(verification: Verification): string {
  const { verdict, authorities, files, counts, refusals, gaps } = verification
  const by = listed(authorities)
  const of = `of ${plural(files.length, 'file')}`
  switch (verdict) {
    case 'verified':
      return `verified by ${by}`
    case 'consistent':
      return 'consistent with the download source'
    case 'mismatch':
      return counts.mismatch > 0
        ? `mismatch: ${counts.mismatch} ${of} ${counts.mismatch === 1 ? 'is' : 'are'} not what ${by || 'was published'} ${authorities.length > 1 ? 'say' : 'says'}`
        : `mismatch: ${plural(refusals.length, 'refusal')}`
    case 'unpublished':
      return `unpublished: nobody vouches for ${counts.unpublished} ${of}`
    case 'unchecked':
      if (refusals.length > 0)
        return `unchecked: ${plural(refusals.length, 'authority')} refused`.replace(
          'authoritys',
          'authorities',
        )
      if (gaps.length > 0)
        return `unchecked: ${gaps.length === 1 ? 'an authority' : `${gaps.length} authorities`} could not be heard`
      return `unchecked: ${counts.unchecked} ${of} could not be compared`
    default:
      return verdict satisfies never
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ')
}
