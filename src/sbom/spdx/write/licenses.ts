import type { InventoryItem } from '../../../model/component.ts'
import { spdxExpression } from '../../cyclonedx/spdx-licenses.ts'
import type { Draft } from './draft.ts'
import { all } from './known.ts'
import type { Relationships } from './relationships.ts'

const NO_ASSERTION = 'expandedlicensing_NoAssertionLicense'

/**
 * Models and data must say both which licence they state and which one was concluded. Nothing is concluded
 * here, and a licence that is no expression of SPDX is quoted beside an assertion that is not made.
 */
export function writeLicenses(
  draft: Draft,
  relationships: Relationships,
  spdxId: string,
  item: InventoryItem,
): void {
  const stated = all(item, 'license').filter((license) => license !== '')
  const expressions = expressionsOf(stated)
  const others = stated.filter((license) => spdxExpression(license) === undefined)
  const obliged = item.kind === 'model' || item.kind === 'dataset'
  const comment = others.length > 0 ? `Stated as: ${others.join('; ')}` : undefined
  const form = { type: 'hasDeclaredLicense', ...(comment !== undefined && { comment }) }
  for (const expression of expressions) relationships.add(spdxId, form, draft.license(expression))
  if (expressions.length === 0 && (obliged || others.length > 0))
    relationships.add(spdxId, form, NO_ASSERTION)
  if (obliged) relationships.add(spdxId, { type: 'hasConcludedLicense' }, NO_ASSERTION)
}

/** Licences of the SPDX list and expressions of them, spelt as there. */
export function expressionsOf(licenses: readonly string[]): string[] {
  return [...new Set(licenses.map(spdxExpression).filter((expression) => expression !== undefined))]
}
