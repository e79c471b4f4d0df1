import { unmetObligations, type Obliged, type ObligedRelationship } from '../obligations.ts'
import { isA } from '../vocabulary/classes.ts'
import { PROFILES, type Profile } from '../vocabulary/terms.ts'
import { text, texts } from '../read/values.ts'
import type { Findings } from './findings.ts'
import { namedIn, type View } from './view.ts'

/** Whoever claims a profile for a collection claims that all in it meets what the profile asks for. */
export function checkProfiles(view: View, findings: Findings): void {
  const relationships = view.elements
    .filter((e) => isA(e.type, 'Relationship'))
    .map((relationship): ObligedRelationship => {
      const { raw } = relationship
      return {
        type: text(raw, 'relationshipType') ?? '',
        from: namedIn(relationship, 'from')[0] ?? '',
        scope: text(raw, 'scope') ?? '',
      }
    })
  const obliged = view.elements.map(({ raw, type, id }): Obliged => ({
    type,
    spdxId: id ?? '',
    has: (property) => Object.hasOwn(raw, property),
  }))
  const held = new Map<Profile, Set<string> | 'all'>()
  for (const collection of view.elements.filter((e) => isA(e.type, 'ElementCollection'))) {
    const members = namedIn(collection, 'element')
    for (const profile of claimed(texts(collection.raw, 'profileConformance'))) {
      const known = held.get(profile)
      if (members.length === 0 || known === 'all') held.set(profile, 'all')
      else if (known) for (const member of members) known.add(member)
      else held.set(profile, new Set(members))
    }
  }
  for (const [profile, members] of held) {
    const within = members === 'all' ? obliged : obliged.filter((e) => members.has(e.spdxId))
    for (const { spdxId, missing } of unmetObligations(profile, within, relationships))
      findings.error(
        'profile',
        view.byId.get(spdxId)?.path ?? '',
        `the ${profile} profile is claimed, which asks for ${missing}`,
      )
    if (profile === 'build' && !within.some(({ type }) => isA(type, 'build_Build')))
      findings.error('profile', '', 'the build profile is claimed without a build')
  }
}

function claimed(names: readonly string[]): Profile[] {
  return PROFILES.filter((profile) => names.includes(profile))
}
