import type { ChecksumCheck } from '../model/checksum.ts'
import type { Artifact, InventoryItem, Relation } from '../model/component.ts'
import type { Attribute } from '../model/attribute.ts'
import type { Gap } from '../model/finding.ts'

/** The system that the inventory is of. */
export interface SystemRecord {
  readonly name: string
  readonly version?: string
  /** Where its source is kept, without credentials, and the commit that is checked out. */
  readonly repository?: string
  readonly commit?: string
  readonly attributes: readonly Attribute[]
}

/** Everything that was found, identified and merged. Sorted by id; without absolute paths. */
export interface Inventory {
  readonly system: SystemRecord
  readonly items: readonly InventoryItem[]
  /** Between ids of items. */
  readonly relations: readonly Relation[]
  /** Files of the items, by path. */
  readonly artifacts: readonly Artifact[]
  readonly checks: readonly ChecksumCheck[]
  readonly gaps: readonly Gap[]
}
