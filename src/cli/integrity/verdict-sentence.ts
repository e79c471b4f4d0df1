import type { Refusal } from '../../integrity/refusal.ts'
import type { Gap } from '../../model/finding.ts'
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
      if (counts.mismatch === 0) return `mismatch: ${refused(refusals)}`
      return `mismatch: ${counts.mismatch} ${of} ${counts.mismatch === 1 ? 'is' : 'are'} not ${by === '' ? 'what was vouched for' : `what ${by} ${authorities.length > 1 ? 'say' : 'says'}`}`
    case 'unpublished':
      return `unpublished: nobody vouches for ${counts.unpublished} ${of}`
    case 'unchecked':
      if (refusals.length > 0) return `unchecked: ${refused(refusals)}`
      if (gaps.length > 0) return `unchecked: ${unheard(gaps)}`
      return `unchecked: ${counts.unchecked} ${of} could not be compared`
    default:
      return verdict satisfies never
  }
}

function refused([first, ...more]: readonly Refusal[]): string {
  const others = more.length > 0 ? `, and ${more.length} more` : ''
  return first ? `${first.path} is refused (${first.code})${others}` : 'something is refused'
}

function unheard([first, ...more]: readonly Gap[]): string {
  const others = more.length > 0 ? `, and ${more.length} more` : ''
  return first ? `${first.at.path} ${first.detail}${others}` : 'something could not be read'
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ')
}
