import type { Attribute } from '../../../model/attribute.ts'
import type { Evidence } from '../../../model/finding.ts'
import type { SightedRelation } from '../../../model/sighting.ts'

/** What a document says of the model that it lies in. */
export interface Description {
  readonly evidence: Evidence
  readonly attributes: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
}
