import { isRecord, parseStrictJson, type StrictRecord } from '../../bytes/strict-json.ts'
import { AUTHORITY_KINDS, CHECKSUM_VERDICTS, type ChecksumAlgorithm } from '../../model/checksum.ts'
import type { Digest } from '../../model/identity.ts'
import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import { visible } from '../../text/visible.ts'
import type { Refusal } from '../refusal.ts'
import { lockDigest, lockText } from './canonical.ts'
import { LOCK_SCHEMA, type Lock, type LockedArtifact, type LockedAuthority } from './lock.ts'
import { isUnder, lockPathProblem } from './lock-path.ts'

/** Bytes of a lock. */
export const MAX_LOCK: number = 64 * 1024 * 1024
const MAX_ARTIFACTS = 100_000
const MAX_ROOTS = 10_000
const MAX_TEXT = 4096

const HEX_LENGTH: Readonly<Record<ChecksumAlgorithm, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
  'blake2b-512': 128,
  sha1: 40,
  md5: 32,
  'git-blob-sha1': 40,
}

export type LockReading =
  | {
      readonly outcome: 'read'
      readonly lock: Lock
      /** The digest in it is that of its content. */
      readonly intact: boolean
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/** Reads the bytes of a lock as if an enemy had written them. `shown` is how the user knows the file. */
export function readLock(data: Uint8Array, shown: string): LockReading {
  try {
    const lock = canonical(data) ?? lockOf(parseStrictJson(data, MAX_LOCK))
    return { outcome: 'read', lock, intact: lockDigest(lock) === lock.digest }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return {
      outcome: 'refused',
      refusal: {
        code: 'lock-unreadable',
        path: shown,
        message: `is no lock that can be read: ${error.message}`,
        advice: 'restore it from version control; a lock is written by assay lock, not by hand',
      },
    }
  }
}

/**
 * The fast way for a text as Assay writes it: a text that is equal to what is written for the value can hold no
 * repeated key and nothing else that parsers disagree on.
 */
function canonical(data: Uint8Array): Lock | undefined {
  if (data.length > MAX_LOCK) throw overLimit(`is longer than ${MAX_LOCK} bytes`)
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const lock = lockOf(value)
  return lockText(lock) === text ? lock : undefined
}

function lockOf(value: unknown): Lock {
  const lock = recordOf(value, 'the lock', ['schema', 'id', 'generation', 'digest', 'roots', 'artifacts'])
  const { schema } = lock
  if (schema !== LOCK_SCHEMA)
    throw malformed(
      typeof schema === 'string' && schema.startsWith('assay/lock/')
        ? `schema is ${visible(schema.slice(0, 80))}; this version of Assay reads ${LOCK_SCHEMA}`
        : `schema is not ${LOCK_SCHEMA}`,
    )
  const id = textOf(lock['id'], 'id')
  if (!/^[0-9a-f]{32}$/.test(id)) throw malformed('id is not 32 hex digits')
  const generation = countOf(lock['generation'], 'generation')
  if (generation < 1) throw malformed('generation is less than 1')
  const roots = listOf(lock['roots'], 'roots', MAX_ROOTS).map((root, i) => pathOf(root, `roots[${i}]`))
  const artifacts = listOf(lock['artifacts'], 'artifacts', MAX_ARTIFACTS).map(artifactOf)
  const paths = new Set<string>()
  for (const { path } of artifacts) {
    if (paths.has(path)) throw malformed(`lists ${visible(path)} twice`)
    paths.add(path)
    if (!roots.some((root) => isUnder(path, root)))
      throw malformed(`${visible(path)} lies in none of its roots`)
  }
  return { schema, id, generation, digest: digestOf(lock['digest'], 'digest'), roots, artifacts }
}

const ARTIFACT_KEYS = ['path', 'purl', 'revision', 'size', 'sha256', 'link', 'authority', 'verdict', 'date']

function artifactOf(value: unknown, index: number): LockedArtifact {
  const where = `artifacts[${index}]`
  const fields = recordOf(value, where, ARTIFACT_KEYS)
  const path = pathOf(fields['path'], `${where}.path`)
  const verdict = CHECKSUM_VERDICTS.find((v) => v === fields['verdict'])
  if (!verdict) throw malformed(`${where}.verdict is none of ${CHECKSUM_VERDICTS.join(', ')}`)
  const date = textOf(fields['date'], `${where}.date`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw malformed(`${where}.date is not YYYY-MM-DD`)
  const authority = fields['authority']
  return {
    path,
    ...optional(fields, 'purl', where),
    ...optional(fields, 'revision', where),
    size: countOf(fields['size'], `${where}.size`),
    sha256: digestOf(fields['sha256'], `${where}.sha256`),
    ...optional(fields, 'link', where),
    ...(authority !== undefined && { authority: authorityOf(authority, `${where}.authority`) }),
    verdict,
    date,
  }
}

function authorityOf(value: unknown, where: string): LockedAuthority {
  const fields = recordOf(value, where, ['kind', 'source', 'signer', 'says'])
  const kind = AUTHORITY_KINDS.find((k) => k === fields['kind'])
  if (!kind) throw malformed(`${where}.kind is none that is known`)
  const says = textOf(fields['says'], `${where}.says`)
  const [algorithm = '', hex = '', ...more] = says.split(':')
  if (
    !Object.hasOwn(HEX_LENGTH, algorithm) ||
    more.length > 0 ||
    hex.length !== HEX_LENGTH[algorithm as ChecksumAlgorithm] ||
    !/^[0-9a-f]+$/.test(hex)
  )
    throw malformed(`${where}.says is no digest with its algorithm`)
  return {
    kind,
    source: textOf(fields['source'], `${where}.source`),
    ...optional(fields, 'signer', where),
    says,
  }
}

/** What an authority says, taken apart. */
export function saidBy({ says }: LockedAuthority): {
  readonly algorithm: ChecksumAlgorithm
  readonly hex: string
} {
  const at = says.indexOf(':')
  return { algorithm: says.slice(0, at) as ChecksumAlgorithm, hex: says.slice(at + 1) }
}

/** Unknown keys are refused: an older Assay would pass over what a newer one or a forger means by them. */
function recordOf(value: unknown, where: string, keys: readonly string[]): StrictRecord {
  if (!isRecord(value)) throw malformed(`${where} is no object`)
  for (const key of Object.keys(value))
    if (!keys.includes(key))
      throw malformed(`${where} has the key ${visible(key.slice(0, 80))}, which is not known`)
  return value
}

function listOf(value: unknown, where: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(`${where} is no list`)
  if (value.length > most) throw overLimit(`${where} has more than ${most} entries`)
  return value
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string') throw malformed(`${where} is no text`)
  if (value === '' || value.length > MAX_TEXT || !value.isWellFormed())
    throw malformed(`${where} is empty, too long or broken text`)
  return value
}

function optional<K extends string>(fields: StrictRecord, key: K, where: string): Partial<Record<K, string>> {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined
  if (value === undefined) return {}
  const record: Partial<Record<K, string>> = {}
  record[key] = textOf(value, `${where}.${key}`)
  return record
}

function countOf(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw malformed(`${where} is no whole number`)
  return value
}

function digestOf(value: unknown, where: string): Digest {
  if (typeof value !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(value))
    throw malformed(`${where} is no SHA-256 digest (sha256: and 64 hex digits in lower case)`)
  return value as Digest
}

function pathOf(value: unknown, where: string): string {
  const path = textOf(value, where)
  const problem = lockPathProblem(path)
  if (problem) throw malformed(`${where} ${problem}: ${visible(path.slice(0, 200))}`)
  return path
}
