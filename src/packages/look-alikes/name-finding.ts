import { lineRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import { shownRequirement } from '../pinning/entry.ts'
import type { Suspect } from './suspects.ts'

/** A finding for one name: each is a decision of its own. A name alone warns. */
export function nameFinding(path: string, { entry, alike }: Suspect): FindingDraft {
  const { line, lineEnd, name } = entry
  const isSure = alike.verdict === 'high'
  return {
    message: `asks for ${name}, which ${alike.why}`,
    at: { path, range: lineRange(line, lineEnd ?? line) },
    evidence: [
      {
        at: { path, range: lineRange(line, lineEnd ?? line) },
        says: `names ${name}`,
        excerpt: shownRequirement(entry),
      },
    ],
    seen: `${name} for ${alike.target}`,
    severity: isSure ? 'medium' : 'low',
    confidence: isSure ? 'firm' : 'tentative',
  }
}
