import type { Inventory } from '../inventory/inventory.ts'

/** Why a bill of materials was made anew. */
export const TRIGGERS = ['model', 'dependency', 'plugin', 'other'] as const
export type Trigger = (typeof TRIGGERS)[number]

export interface BomUpdate {
  readonly triggers: readonly Trigger[]
  /** SHA-256 of the previous document's bytes. */
  readonly previousDigest: string
  readonly previousVersion: number
}

/**
 * A bill of materials before it takes a form. Documents are written from it and read back into it; what a form
 * has no field for travels in properties, so that nothing is lost on the way.
 */
export interface Bom {
  /** `urn:uuid:…`: one series of documents about one system. */
  readonly serial: string
  readonly version: number
  /** ISO 8601 UTC to the second. */
  readonly timestamp: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly update?: BomUpdate
  readonly inventory: Inventory
}
