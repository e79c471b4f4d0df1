import type { Inventory } from '../../inventory/inventory.ts'
import type { Fields } from '../cyclonedx/json-view.ts'
import { bomView } from './bom-view.ts'
import { coverageOf, type Coverage } from './coverage.ts'
import { g7Elements, type G7Result } from './g7.ts'
import { owaspScore, type OwaspResult } from './owasp.ts'

export interface ScoreInput {
  readonly kind: 'cyclonedx' | 'spdx'
  /** What the file says, parsed. */
  readonly document: Fields
  /** The same as CycloneDX; the document itself when it is one. */
  readonly cyclonedx: Fields
  readonly inventory: Inventory
}

/** Three measures of one document. They answer different questions, so nothing sums them up. */
export interface BomScore {
  readonly kind: 'cyclonedx' | 'spdx'
  readonly models: number
  readonly datasets: number
  readonly coverage: Coverage
  readonly g7: G7Result
  readonly owasp: OwaspResult
}

export function scoreBom({ kind, document, cyclonedx, inventory }: ScoreInput): BomScore {
  const view = bomView(cyclonedx)
  return {
    kind,
    models: view.models.length,
    datasets: view.datasets.length,
    coverage: coverageOf(inventory),
    g7: kind === 'spdx' ? g7Elements(view, document) : g7Elements(view),
    owasp: owaspScore(view),
  }
}
