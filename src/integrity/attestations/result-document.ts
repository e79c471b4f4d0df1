import { isRecord, parseStrictJson, type StrictRecord } from '../../bytes/strict-json.ts'
import { MiB } from '../../model/context.ts'
import { sha256, type Digest } from '../../model/identity.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { textIn, valueIn } from './json-fields.ts'

type ResultKind = 'scan' | 'lock' | 'cyclonedx' | 'spdx' | 'derivation'

/** A document that somebody wants to vouch for. */
export interface ResultDocument {
  readonly kind: ResultKind
  /** Base name, as it stands in the statement. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly digest: Digest
  /** Strict JSON. */
  readonly value: StrictRecord
}

const MAX_RESULT = 64 * MiB
const SCHEMAS: ReadonlyMap<string, ResultKind> = new Map([
  ['assay/report/1', 'scan'],
  ['assay/lock/1', 'lock'],
  ['assay/derivation/1', 'derivation'],
])

/** Content decides what it is. Throws `UsageError`. */
export function resultDocument(bytes: Uint8Array, name: string): ResultDocument {
  let value: unknown
  try {
    value = parseStrictJson(bytes, MAX_RESULT)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new UsageError(`${name}: ${error.message}`, { cause: error })
  }
  const record = isRecord(value) ? value : undefined
  const kind = record && kindOf(record)
  if (!kind)
    throw new UsageError(
      `${name}: is no report, lock, derivation or bill of materials in JSON that can be attested`,
    )
  return { kind, name, bytes, digest: sha256(bytes), value: record }
}

function kindOf(record: StrictRecord): ResultKind | undefined {
  if (textIn(record, 'bomFormat') === 'CycloneDX') return 'cyclonedx'
  if (valueIn(record, '@context') !== undefined && valueIn(record, '@graph') !== undefined) return 'spdx'
  return SCHEMAS.get(textIn(record, 'schema') ?? '')
}
