import { RELATIONSHIP_ENDS } from '../vocabulary/relationship-types.ts'
import { isA } from '../vocabulary/classes.ts'
import { INDIVIDUALS } from '../vocabulary/terms.ts'
import { text } from '../read/values.ts'
import { below, type Findings } from './findings.ts'
import type { Placed } from './structure.ts'
import { namedIn, type View } from './view.ts'

/** Relations that nothing has to itself. */
const IRREFLEXIVE: ReadonlySet<string> = new Set([
  'ancestorOf',
  'contains',
  'dependsOn',
  'descendantOf',
  'hasVariant',
])

export function checkRelationships(view: View, findings: Findings): void {
  for (const relationship of view.elements.filter((e) => isA(e.type, 'Relationship')))
    checkRelationship(view, relationship, findings)
}

function checkRelationship(view: View, relationship: Placed, findings: Findings): void {
  const { raw, path, type: as } = relationship
  const type = text(raw, 'relationshipType') ?? ''
  if (!Object.hasOwn(RELATIONSHIP_ENDS, type)) return
  const ends = RELATIONSHIP_ENDS[type]!
  if (ends.as !== undefined && !isA(as, ends.as))
    findings.error('relationship', path, `${type} must be said by a ${ends.as}`)
  if (raw['scope'] !== undefined && !ends.scoped)
    findings.warning('relationship', path, `${type} belongs to no phase of the life cycle`)
  const [from] = namedIn(relationship, 'from')
  const targets = namedIn(relationship, 'to')
  checkEnd(view, from, ends.from, below(path, 'from'), findings)
  for (const [i, to] of targets.entries()) {
    const at = below(below(path, 'to'), i)
    checkEnd(view, to, ends.to, at, findings)
    if (to === from && IRREFLEXIVE.has(type)) findings.error('relationship', at, `${type} leads to itself`)
  }
  if (targets.length > 1 && targets.some((to) => view.classOf(to) && to.endsWith('NoneElement')))
    findings.error('relationship', below(path, 'to'), 'names elements and says that there are none')
  if (new Set(targets).size < targets.length)
    findings.warning('relationship', below(path, 'to'), 'names an element twice')
}

/** What is not asserted may be anything, except where a licence has words of its own for that. */
function checkEnd(
  view: View,
  id: string | undefined,
  wanted: string | undefined,
  path: string,
  findings: Findings,
): void {
  const found = id === undefined ? undefined : view.classOf(id)
  if (found === undefined || wanted === undefined || isA(found, wanted)) return
  const open = found === 'IndividualElement' && wanted !== 'simplelicensing_AnyLicenseInfo'
  if (!open || !INDIVIDUALS.has(id!.split('/').at(-1)!))
    findings.error('relationship', path, `is a ${found}, but a ${wanted} is asked for`)
}
