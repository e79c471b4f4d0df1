import type { Attribute } from '../../../model/attribute.ts'
import type { Evidence } from '../../../model/finding.ts'
import type { SightedRelation } from '../../../model/sighting.ts'

/** What a document says of the model that it lies in. */
export interface Description {
  /** Version that the document states of the model. */
  readonly version?: string
  readonly evidence: Evidence
  readonly attributes: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
}
