import type { Gap } from '../model/finding.ts'
import { lineRange } from '../model/location.ts'

/** An entry or a part of a file that was left out, and why. */
export interface Skipped {
  readonly line: number
  readonly detail: string
}

/** A broken file has as many broken entries as its author likes. */
const MAX_GAPS = 50

export function* gapsOf(path: string, skipped: readonly Skipped[]): Iterable<{ kind: 'gap'; gap: Gap }> {
  for (const { line, detail } of skipped.slice(0, MAX_GAPS))
    yield { kind: 'gap', gap: { at: { path, range: lineRange(line) }, reason: 'malformed', detail } }
  const left = skipped.length - MAX_GAPS
  if (left > 0)
    yield {
      kind: 'gap',
      gap: { at: { path }, reason: 'limit', detail: `${left} further entries were left out` },
    }
}
