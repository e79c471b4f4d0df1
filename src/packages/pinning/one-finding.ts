import { lineRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'

/** One of the places that a finding speaks of. */
export interface Instance {
  readonly line: number
  readonly lineEnd?: number | undefined
  readonly says: string
  /** What stands there, without credentials. */
  readonly excerpt?: string
}

/** More show nothing that the first do not. */
const SHOWN = 5

/** One finding for a file, however many places it is about: hundreds of them are one decision. */
export function oneFinding(
  path: string,
  instances: readonly Instance[],
  text: Omit<FindingDraft, 'at' | 'evidence'>,
): readonly FindingDraft[] {
  const places = instances.slice(0, SHOWN).map(({ line, lineEnd, says, excerpt }) => ({
    at: { path, range: lineRange(line, Math.max(line, lineEnd ?? line)) },
    says,
    ...(excerpt !== undefined && { excerpt }),
  }))
  const [first, ...others] = places
  return first ? [{ ...text, at: first.at, evidence: [first, ...others] }] : []
}

/** `torch, numpy and 3 more`. */
export function listed(names: readonly string[], most: number = 3): string {
  const different = [...new Set(names)]
  const rest = different.length - most
  const shown = different.slice(0, most).map((name) => name.slice(0, 100))
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

/** For fingerprints: which of them, in no order. */
export function named(names: readonly string[]): string {
  return [...new Set(names)].toSorted().slice(0, 200).join(' ')
}
