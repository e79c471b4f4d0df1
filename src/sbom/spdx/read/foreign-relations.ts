import type { Relation, RelationKind } from '../../../model/component.ts'
import type { Elements } from './elements.ts'
import { idOf, references, text, typeOf } from './values.ts'

/** Types of relationship with what they say here, and whether their ends change places. */
const KINDS: ReadonlyMap<string, readonly [RelationKind, 'as-it-is' | 'reversed']> = new Map([
  ['contains', ['contains', 'as-it-is']],
  ['hasDataFile', ['contains', 'as-it-is']],
  ['hasDistributionArtifact', ['contains', 'as-it-is']],
  ['dependsOn', ['depends-on', 'as-it-is']],
  ['hasPrerequisite', ['depends-on', 'as-it-is']],
  ['hasRequirement', ['depends-on', 'as-it-is']],
  ['hasOptionalDependency', ['depends-on', 'as-it-is']],
  ['hasProvidedDependency', ['depends-on', 'as-it-is']],
  ['hasStaticLink', ['depends-on', 'as-it-is']],
  ['hasDynamicLink', ['depends-on', 'as-it-is']],
  ['usesTool', ['depends-on', 'as-it-is']],
  ['hasHost', ['depends-on', 'as-it-is']],
  ['hasInput', ['depends-on', 'as-it-is']],
  ['descendantOf', ['derived-from', 'as-it-is']],
  ['ancestorOf', ['derived-from', 'reversed']],
  ['hasVariant', ['derived-from', 'reversed']],
  ['trainedOn', ['trained-on', 'as-it-is']],
  ['testedOn', ['tested-on', 'as-it-is']],
  ['hasOutput', ['provides', 'as-it-is']],
  ['generates', ['provides', 'as-it-is']],
  ['describes', ['describes', 'as-it-is']],
  ['hasDocumentation', ['describes', 'reversed']],
])

/** Relationships between items that an inventory has a word for. */
export function foreignRelations(elements: Elements, items: ReadonlySet<string>, shown: string): Relation[] {
  const relationships = [
    ...elements.ofType('Relationship'),
    ...elements.ofType('LifecycleScopedRelationship'),
  ]
  const relations = relationships.flatMap((raw): Relation[] => {
    const type = text(raw, 'relationshipType') ?? ''
    const [kind, direction] = KINDS.get(type) ?? []
    const [from] = references(raw, 'from')
    if (!kind || from === undefined) return []
    const evidence = { at: { path: shown }, says: `is stated by the ${type} relationship ${idOf(raw) ?? ''}` }
    return references(raw, 'to').map((to) => {
      const refined = kind === 'depends-on' && type === 'hasInput' ? inputKind(elements, to) : kind
      return direction === 'reversed'
        ? { from: to, to: from, kind: refined, evidence }
        : { from, to, kind: refined, evidence }
    })
  })
  const distinct = new Map(
    relations
      .filter(({ from, to }) => from !== to && items.has(from) && items.has(to))
      .map((r) => [JSON.stringify([r.from, r.kind, r.to]), r]),
  )
  return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, relation]) => relation)
}

/** What goes into a training run is trained on or derived from. */
function inputKind(elements: Elements, id: string): RelationKind {
  const target = elements.byId.get(id)
  const type = target && typeOf(target)
  if (type === 'dataset_DatasetPackage') return 'trained-on'
  return type === 'ai_AIPackage' ? 'derived-from' : 'depends-on'
}
