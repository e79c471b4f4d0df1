import type { Json, SpdxElement } from '../element.ts'
import { PROFILE_CLASSES, unmetObligations } from '../obligations.ts'
import { isA } from '../vocabulary/classes.ts'
import type { Profile } from '../vocabulary/terms.ts'

/** The profiles that every element meets: what is not known is never filled in to be able to claim one. */
export function profileConformance(
  elements: readonly SpdxElement[],
  relationships: readonly SpdxElement[],
): Profile[] {
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
  const met = PROFILE_CLASSES.filter(([, name]) => elements.some(({ type }) => isA(type, name)))
    .map(([profile]) => profile)
    .filter((profile) => unmetObligations(profile, obliged, related).length === 0)
  return ['core', ...met]
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : ''
}
