import { isRecord, listNamed, parseStrictJson, recordNamed } from '../../bytes/strict-json.ts'
import { MiB } from '../../model/context.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { STATEMENT_V01, STATEMENT_V1, type Statement, type Subject } from './statement.ts'

/** Bytes of one statement. */
const MAX_STATEMENT: number = 32 * MiB
const MAX_SUBJECTS = 80_000
const MAX_DIGESTS = 32
const MAX_NAME = 4096
const MAX_DIGEST = 1024

/** Length in hex of those that are compared; others are whatever they are. */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
  ['blake2b', 128],
])

/** Reads what an envelope holds. Throws `ReadError`. */
export function readStatement(payload: Uint8Array): Statement {
  return statementFrom(parseStrictJson(payload, MAX_STATEMENT))
}

/** Reads a statement out of strict JSON. Unknown fields are passed over, as in-toto asks. Throws `ReadError`. */
export function statementFrom(value: unknown): Statement {
  const { _type: type, predicateType, subject, predicate } = recordNamed(value, 'the statement')
  if (type !== STATEMENT_V1 && type !== STATEMENT_V01) throw malformed('is no in-toto statement')
  if (typeof predicateType !== 'string' || predicateType === '' || predicateType.length > MAX_NAME)
    throw malformed('has no predicate type')
  const listed = listNamed(subject, 'subject', MAX_SUBJECTS)
  if (listed.length === 0) throw malformed('has no subject')
  return {
    version: type === STATEMENT_V1 ? 'v1' : 'v0.1',
    subjects: listed.map(subjectFrom),
    predicateType,
    predicate: predicate ?? null,
  }
}

function subjectFrom(value: unknown, index: number): Subject {
  const where = `subject ${index + 1}`
  const { name, uri, digest } = recordNamed(value, where)
  const called = name ?? uri ?? ''
  if (typeof called !== 'string' || called.length > MAX_NAME)
    throw malformed(`${where} has no name that can be one`)
  const listed = isRecord(digest) ? Object.entries(digest) : []
  if (listed.length === 0) throw malformed(`${where} has no digest`)
  if (listed.length > MAX_DIGESTS) throw overLimit(`${where} has more than ${MAX_DIGESTS} digests`)
  return {
    name: called,
    digest: new Map(listed.map(([algorithm, hex]) => [algorithm, digestFrom(algorithm, hex, where)])),
  }
}

function digestFrom(algorithm: string, hex: unknown, where: string): string {
  if (typeof hex !== 'string' || hex.length > MAX_DIGEST)
    throw malformed(`${where} has a digest that is no text`)
  const length = LENGTHS.get(algorithm)
  if (length === undefined) return hex
  const lower = hex.toLowerCase()
  if (lower.length !== length || !/^[0-9a-f]+$/.test(lower))
    throw malformed(`${where} has a ${algorithm} that is none`)
  return lower
}
