import { byteRange, type Location } from '../../model/location.ts'
import type { PickleFacts, PickleFileFacts, UnprovenEffect } from './facts.ts'
import { assess, type Assessment } from './gadgets/assess.ts'

/** Findings of one rule on one file: past it, more of the same tells nothing new. */
const MAX_FINDINGS = 50

export interface Assessed<Kind extends Assessment['kind']> {
  readonly stream: PickleFacts
  readonly unproven: UnprovenEffect
  readonly assessment: Extract<Assessment, { kind: Kind }>
}

/** Effects that came to this kind, over all streams of the file. */
export function* assessedAs<Kind extends Assessment['kind']>(
  facts: PickleFileFacts,
  kind: Kind,
  limit: number = MAX_FINDINGS,
): Generator<Assessed<Kind>> {
  let left = limit
  for (const stream of facts.streams)
    for (const unproven of stream.unproven) {
      const assessment = assess(unproven)
      if (assessment.kind !== kind) continue
      if (left-- === 0) return
      yield { stream, unproven, assessment: assessment as Extract<Assessment, { kind: Kind }> }
    }
}

export function locate(path: string, at: number): Location {
  return { path, range: byteRange(at) }
}

/** Untrusted text in a message: bounded. */
export function clip(text: string, length = 160): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
