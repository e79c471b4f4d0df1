import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Bom } from '../bom.ts'
import { elementsOf } from './read/elements.ts'
import { readForeignDocument } from './read/foreign-document.ts'
import { readOwnDocument } from './read/own-document.ts'
import { ownRecords } from './read/own-records.ts'

/**
 * Reads a document of SPDX 3 that was parsed as JSON. What this product wrote comes back as it was; of others,
 * what an inventory has a place for. Throws a `UsageError` for what is no such document;
 * `shown` is its name there.
 */
export function readSpdx(document: unknown, shown = 'bom.spdx.json'): Bom {
  try {
    const elements = elementsOf(document)
    const records = ownRecords(elements)
    return records.bom.length > 0 ? readOwnDocument(elements, records) : readForeignDocument(elements, shown)
  } catch (error) {
    if (error instanceof ReadError) throw new UsageError(`${shown}: ${error.message}`, { cause: error })
    throw error
  }
}
