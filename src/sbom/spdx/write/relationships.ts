import type { InventoryItem, Relation } from '../../../model/component.ts'
import type { Json } from '../element.ts'
import { element, type Draft } from './draft.ts'

/** What a relationship of SPDX says besides its ends. */
export interface RelationshipForm {
  readonly type: string
  /** Phase of the life cycle; relationships of a build have one always. */
  readonly scope?: string
  readonly comment?: string
}

export type Completeness = 'complete' | 'incomplete' | 'noAssertion'

/** Relationships of one element and one form are one object: it says of all of them at once how complete they are. */
export interface Relationships {
  add(from: string, form: RelationshipForm, to: string, completeness?: Completeness): void
  /** Puts them into the draft. */
  finish(draft: Draft): void
}

interface Group {
  readonly from: string
  readonly form: RelationshipForm
  readonly to: Set<string>
  completeness: Completeness | undefined
}

export function createRelationships(): Relationships {
  const groups = new Map<string, Group>()
  return {
    add(from, form, to, completeness) {
      const key = [from, form.type, form.scope, form.comment].join(' ')
      const group = groups.get(key)
      if (!group) {
        groups.set(key, { from, form, to: new Set([to]), completeness })
        return
      }
      group.to.add(to)
      if (completeness === 'incomplete') group.completeness = completeness
    },
    finish(draft) {
      for (const [key, { from, form, to, completeness }] of groups) {
        const { type, scope, comment } = form
        const properties: Record<string, Json> = {
          comment,
          relationshipType: type,
          from,
          to: [...to],
          completeness,
          scope,
        }
        draft.parts.relationships.push(
          element(
            scope === undefined ? 'Relationship' : 'LifecycleScopedRelationship',
            // What all keys begin with says nothing.
            draft.ids.of('relationship', key.slice(key.indexOf('#') + 1)),
            properties,
          ),
        )
      }
    },
  }
}

/** How SPDX says what the inventory says. */
export function relationshipForm(
  kind: Relation['kind'],
  from: Pick<InventoryItem, 'kind'>,
  to: Pick<InventoryItem, 'kind'>,
): RelationshipForm {
  if (from.kind === 'training') return buildForm(kind, to)
  switch (kind) {
    case 'contains':
      return { type: 'contains' }
    case 'depends-on':
      return { type: 'dependsOn' }
    case 'derived-from':
      return { type: 'descendantOf' }
    case 'trained-on':
      return { type: 'trainedOn' }
    case 'tested-on':
      return { type: 'testedOn' }
    case 'describes':
      return { type: 'describes' }
    case 'provides':
      return { type: 'other', comment: 'provides' }
    default:
      return kind satisfies never
  }
}

function buildForm(kind: Relation['kind'], to: Pick<InventoryItem, 'kind'>): RelationshipForm {
  switch (kind) {
    case 'provides':
      return { type: 'hasOutput', scope: 'build' }
    case 'depends-on':
      return { type: neededAs(to), scope: 'build' }
    case 'derived-from':
    case 'trained-on':
      return { type: 'hasInput', scope: 'build' }
    case 'tested-on':
      return { type: 'hasInput', scope: 'test' }
    case 'contains':
    case 'describes':
      return { type: kind }
    default:
      return kind satisfies never
  }
}

function neededAs({ kind }: Pick<InventoryItem, 'kind'>): string {
  if (kind === 'container') return 'hasHost'
  return kind === 'package' || kind === 'plugin' || kind === 'service' ? 'usesTool' : 'hasInput'
}
