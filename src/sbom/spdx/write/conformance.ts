import type { Json, SpdxElement } from '../element.ts'
import { PROFILE_CLASSES, unmetObligations } from '../obligations.ts'
import { isA } from '../vocabulary/classes.ts'
import type { Profile } from '../vocabulary/terms.ts'

export interface Conformance {
  readonly profiles: readonly Profile[]
  /** Why others are not claimed. */
  readonly comment: string | undefined
}

/** The profiles that every element meets: what is not known is never filled in to be able to claim one. */
export function profileConformance(
  elements: readonly SpdxElement[],
  relationships: readonly SpdxElement[],
): Conformance {
  const obliged = elements.map((element) => ({
    type: element.type,
    spdxId: element.spdxId,
    has: (property: string) => element[property] !== undefined,
  }))
  const related = relationships.map((r) => ({
    type: textOf(r['relationshipType']),
    from: textOf(r['from']),
    scope: textOf(r['scope']),
  }))
  const profiles: Profile[] = ['core']
  const lacking: string[] = []
  for (const [profile, name] of PROFILE_CLASSES) {
    if (!elements.some(({ type }) => isA(type, name))) continue
    const unmet = unmetObligations(profile, obliged, related)
    if (unmet.length === 0) profiles.push(profile)
    else
      lacking.push(`${profile} (not known of all: ${[...new Set(unmet.map((u) => u.missing))].join(', ')})`)
  }
  return {
    profiles,
    comment: lacking.length > 0 ? `Profiles that are not claimed: ${lacking.join('; ')}.` : undefined,
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : ''
}
