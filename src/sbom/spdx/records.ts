import type { SystemRecord } from '../../inventory/inventory.ts'
import type { ChecksumCheck } from '../../model/checksum.ts'
import type { Artifact, Distribution, Hash, InventoryItem, Relation } from '../../model/component.ts'
import type { Gap } from '../../model/finding.ts'
import type { Bom } from '../bom.ts'

/**
 * What SPDX has no field for travels as JSON in annotations. A record leaves out what the element that it
 * annotates says in the same words, so that there is one place to change it.
 */
export const RECORD_SCHEMAS = {
  bom: 'assay/spdx-bom/1',
  system: 'assay/spdx-system/1',
  item: 'assay/spdx-item/1',
  file: 'assay/spdx-file/1',
  gap: 'assay/spdx-gap/1',
} as const
export const RECORD_MEDIA_TYPE = 'application/json'

export interface BomRecord {
  readonly schema: typeof RECORD_SCHEMAS.bom
  readonly serial: string
  readonly version: number
  readonly timestamp: string
  readonly tool: Bom['tool']
  readonly update?: Bom['update']
  readonly checks: readonly ChecksumCheck[]
  /** Relations that start at no item. */
  readonly relations: readonly Relation[]
  /** Where the values stood that are read in another order than the inventory has them. */
  readonly order?: { readonly relations?: readonly number[]; readonly artifacts?: readonly number[] }
}

export interface SystemElementRecord extends Pick<SystemRecord, 'repository' | 'commit' | 'attributes'> {
  readonly schema: typeof RECORD_SCHEMAS.system
}

export interface ItemRecord extends Pick<
  InventoryItem,
  'id' | 'kind' | 'artifacts' | 'evidence' | 'attributes'
> {
  readonly schema: typeof RECORD_SCHEMAS.item
  readonly name?: string
  readonly version?: string
  readonly purl?: string
  readonly digest?: string
  readonly distributions: readonly DistributionRecord[]
  readonly relations: readonly Omit<Relation, 'from'>[]
  /** Of an item that is one file. */
  readonly file?: Pick<Artifact, 'path' | 'size' | 'format'>
}

export interface DistributionRecord extends Omit<Distribution, 'hashes'> {
  /** Fragment of the id of the element that has the hashes; without both, the item's own element has them. */
  readonly file?: string
  readonly hashes?: readonly Hash[]
}

export interface FileElementRecord extends Pick<Artifact, 'size' | 'format'> {
  readonly schema: typeof RECORD_SCHEMAS.file
}

export interface GapRecord extends Gap {
  readonly schema: typeof RECORD_SCHEMAS.gap
}

/** Whether the digest of an item is the first SHA-256 of its element: other elements have hashes of other things. */
export function carriesDigest(kind: InventoryItem['kind'], distributions: number): boolean {
  if (kind === 'training' || kind === 'container') return false
  return !isItsDistribution(kind, distributions)
}

/** Whether the hashes of the only distribution are those of the element itself. */
export function isItsDistribution(kind: InventoryItem['kind'], distributions: number): boolean {
  return distributions === 1 && (kind === 'package' || kind === 'plugin' || kind === 'container')
}

/** The places in `read` where the values of `original` are found; undefined when both have one order. */
export function orderOf<T>(original: readonly T[], read: readonly T[]): number[] | undefined {
  if (original.every((value, i) => value === read[i])) return undefined
  const places = new Map(read.map((value, i) => [value, i]))
  return original.map((value) => places.get(value)!)
}

/** Undoes a change of order; an order that does not fit the values changes nothing. */
export function inOrder<T>(read: readonly T[], order: readonly number[] | undefined): readonly T[] {
  if (order?.length !== read.length || new Set(order).size !== read.length) return read
  const ordered = order.flatMap((i) => (Number.isInteger(i) && i >= 0 && i < read.length ? [read[i]!] : []))
  return ordered.length === read.length ? ordered : read
}
