import type { Bom } from '../bom.ts'
import { elementsOf } from './read/elements.ts'
import { readForeignDocument } from './read/foreign-document.ts'
import { readOwnDocument } from './read/own-document.ts'
import { ownRecords } from './read/own-records.ts'

/**
 * Reads a document of SPDX 3 that was parsed as JSON. What this product wrote comes back as it was; of others,
 * what an inventory has a place for. Throws a `ReadError` for what is no such document.
 */
export function readSpdx(document: unknown): Bom {
  const elements = elementsOf(document)
  const records = ownRecords(elements)
  return records.bom.length > 0 ? readOwnDocument(elements, records) : readForeignDocument(elements)
}
