import type { ComponentKind } from '../../model/component.ts'

/** One field of an item before and after; absent where there was or is none. */
export interface FieldChange {
  /** Attribute name with its key, or `version`, `name`, `file`, `distribution`, `checksum`, `relation`. */
  readonly field: string
  readonly before?: string
  readonly after?: string
}

export interface ItemChange {
  readonly change: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly kind: ComponentKind
  readonly name: string
  /** Before for what was removed, else after. */
  readonly version?: string
  readonly fields: readonly FieldChange[]
  /** Why somebody who answers for security should look at it; empty when nothing speaks for that. */
  readonly security: readonly string[]
}

/** What became of a system between two inventories. Security-relevant changes first, then by kind and name. */
export interface InventoryDiff {
  readonly changes: readonly ItemChange[]
  /** Gaps that were not there before: what nobody has looked at. */
  readonly newGaps: readonly string[]
}
