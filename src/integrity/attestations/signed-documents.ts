import { isRecord, parseStrictJson, type StrictRecord } from '../../bytes/strict-json.ts'
import { MiB } from '../../model/context.ts'
import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import { listIn, recordIn, recordsIn, textIn, valueIn } from './json-fields.ts'
import { bundleOfPep740 } from './pep740.ts'
import type { Publisher } from './publisher.ts'

/** One attestation, however it was handed over. The values are strict JSON. */
export type SignedDocument =
  | { readonly kind: 'bundle'; readonly value: StrictRecord; readonly publisher?: Publisher }
  | { readonly kind: 'envelope'; readonly value: StrictRecord }
  /** Nobody has signed it. */
  | { readonly kind: 'statement'; readonly value: StrictRecord }
  | { readonly kind: 'broken'; readonly detail: string }

const MAX_DOCUMENT = 64 * MiB
const MAX_ATTESTATIONS = 1000
const MAX_DEPTH = 4

/**
 * All attestations of a document: a statement, an envelope, a Sigstore bundle, a list or lines of those, what a
 * registry of npm or a forge answers (`attestations`), and provenance as Python indexes publish it.
 * Throws `ReadError` where it is none of them.
 */
export function signedDocuments(data: Uint8Array): readonly SignedDocument[] {
  if (data.length > MAX_DOCUMENT) throw overLimit(`is longer than ${MAX_DOCUMENT} bytes`)
  const found = documentsOf(data)
  if (found.length === 0) throw malformed('holds no attestation')
  if (found.length > MAX_ATTESTATIONS) throw overLimit(`holds more than ${MAX_ATTESTATIONS} attestations`)
  return found
}

function documentsOf(data: Uint8Array): readonly SignedDocument[] {
  let whole: unknown
  try {
    whole = parseStrictJson(data, MAX_DOCUMENT)
  } catch (error) {
    const lines = error instanceof ReadError ? linesOf(data) : []
    // One broken document of several lines, or several documents, a line each.
    if (lines.length < 2 || !lines.every((line) => line[0] === 0x7b)) throw error
    return lines.flatMap(documentsOfLine)
  }
  return documentsIn(whole, 0)
}

function documentsOfLine(line: Uint8Array): readonly SignedDocument[] {
  try {
    return documentsIn(parseStrictJson(line, MAX_DOCUMENT), 0)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return [{ kind: 'broken', detail: error.message }]
  }
}

function linesOf(data: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from < data.length && lines.length <= MAX_ATTESTATIONS;) {
    const end = data.indexOf(0x0a, from)
    const line = data.subarray(from, end < 0 ? data.length : end)
    if (line.some((byte) => byte !== 0x20 && byte !== 0x0d && byte !== 0x09)) lines.push(line)
    from = end < 0 ? data.length : end + 1
  }
  return lines
}

function documentsIn(value: unknown, depth: number): readonly SignedDocument[] {
  if (depth > MAX_DEPTH) throw overLimit('attestations in attestations')
  if (Array.isArray(value)) return value.flatMap((item) => documentsIn(item, depth + 1))
  if (!isRecord(value)) throw malformed('is no attestation')
  if (valueIn(value, '_type') !== undefined) return [{ kind: 'statement', value }]
  if (valueIn(value, 'payloadType') !== undefined) return [{ kind: 'envelope', value }]
  if (isBundle(value)) return [{ kind: 'bundle', value }]
  if (valueIn(value, 'attestation_bundles') !== undefined)
    return recordsIn(value, 'attestation_bundles').flatMap(ofPublisher)
  if (valueIn(value, 'verification_material') !== undefined) return [ofPep740(value)]
  if (valueIn(value, 'attestations') !== undefined)
    return listIn(value, 'attestations').flatMap((item) => documentsIn(item, depth + 1))
  const bundle = recordIn(value, 'bundle')
  if (bundle) return documentsIn(bundle, depth + 1)
  throw malformed('is no attestation: neither statement, envelope nor bundle')
}

function isBundle(value: StrictRecord): boolean {
  return (
    valueIn(value, 'dsseEnvelope') !== undefined ||
    textIn(value, 'mediaType')?.startsWith('application/vnd.dev.sigstore.bundle') === true
  )
}

function ofPublisher(bundle: StrictRecord): readonly SignedDocument[] {
  const publisher = recordIn(bundle, 'publisher')
  return recordsIn(bundle, 'attestations').map((item) => ofPep740(item, publisher))
}

function ofPep740(value: StrictRecord, publisher?: Publisher): SignedDocument {
  try {
    return { kind: 'bundle', value: bundleOfPep740(value), ...(publisher && { publisher }) }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return { kind: 'broken', detail: error.message }
  }
}
