import { CHECKSUM_ALGORITHMS, CHECKSUM_VERDICTS, type ChecksumCheck } from '../../../model/checksum.ts'
import { ATTRIBUTES, BASES, STATUSES, type Attribute, type AttributeName } from '../../../model/attribute.ts'
import {
  RELATION_KINDS,
  type Distribution,
  type Hash,
  type HashAlgorithm,
  type Relation,
} from '../../../model/component.ts'
import { GAP_REASONS, type Evidence, type Gap } from '../../../model/finding.ts'
import type { Digest } from '../../../model/identity.ts'
import type { Location, Range } from '../../../model/location.ts'
import { decoded, integer, isRaw, list, oneOf, text, type Raw } from './values.ts'

const HASH_ALGORITHMS: readonly HashAlgorithm[] = [
  'sha256',
  'sha384',
  'sha512',
  'sha1',
  'md5',
  'blake2b-256',
  'blake2b-512',
  'blake3',
]

function decodeRange(value: unknown): Range | undefined {
  if (!isRaw(value)) return undefined
  const unit = oneOf(['byte', 'line'] as const, text(value, 'unit'))
  const start = integer(value, 'start')
  const end = integer(value, 'end')
  return unit === undefined || start === undefined || end === undefined ? undefined : { unit, start, end }
}

function decodeLocation(value: unknown): Location | undefined {
  const path = isRaw(value) ? text(value, 'path') : undefined
  if (path === undefined) return undefined
  const range = decodeRange((value as Raw)['range'])
  return { path, ...(range && { range }) }
}

export function decodeEvidence(raw: Raw): Evidence | undefined {
  const at = decodeLocation(raw['at'])
  const says = text(raw, 'says')
  if (!at || says === undefined) return undefined
  return { at, says, ...optional(raw, 'excerpt') }
}

function decodeAttribute(raw: Raw): Attribute | undefined {
  const name = text(raw, 'name')
  const value = text(raw, 'value')
  const status = oneOf(STATUSES, text(raw, 'status'))
  const basis = oneOf(BASES, text(raw, 'basis'))
  const evidence = isRaw(raw['evidence']) ? decodeEvidence(raw['evidence']) : undefined
  if (name === undefined || !isAttributeName(name) || value === undefined || !status || !evidence)
    return undefined
  return { name, ...optional(raw, 'key'), value, status, ...(basis && { basis }), evidence }
}

export function decodeHash(raw: Raw): Hash | undefined {
  const algorithm = oneOf(HASH_ALGORITHMS, text(raw, 'algorithm'))
  const value = text(raw, 'value')
  return algorithm === undefined || value === undefined ? undefined : { algorithm, value }
}

/** Without its hashes, which may be elsewhere. */
export function decodeDistribution(raw: Raw): Omit<Distribution, 'hashes'> {
  const size = integer(raw, 'size')
  return {
    ...optional(raw, 'filename'),
    ...optional(raw, 'url'),
    ...(size !== undefined && { size }),
    ...optional(raw, 'uploadedAt'),
  }
}

export function decodeRelation(raw: Raw, from: string | undefined): Relation | undefined {
  const to = text(raw, 'to')
  const kind = oneOf(RELATION_KINDS, text(raw, 'kind'))
  const evidence = isRaw(raw['evidence']) ? decodeEvidence(raw['evidence']) : undefined
  return from === undefined || to === undefined || !kind || !evidence
    ? undefined
    : { from, to, kind, evidence }
}

export function decodeCheck(raw: Raw): ChecksumCheck | undefined {
  const path = text(raw, 'path')
  const algorithm = oneOf(CHECKSUM_ALGORITHMS, text(raw, 'algorithm'))
  const expected = text(raw, 'expected')
  const authority = text(raw, 'authority')
  const verdict = oneOf(CHECKSUM_VERDICTS, text(raw, 'verdict'))
  return path === undefined || !algorithm || expected === undefined || authority === undefined || !verdict
    ? undefined
    : { path, algorithm, expected, authority, verdict }
}

export function decodeGap(raw: Raw): Gap | undefined {
  const at = decodeLocation(raw['at'])
  const reason = oneOf(GAP_REASONS, text(raw, 'reason'))
  const detail = text(raw, 'detail')
  return !at || !reason || detail === undefined ? undefined : { at, reason, detail }
}

export function decodeAttributes(raw: Raw): Attribute[] {
  return decoded(list(raw, 'attributes'), decodeAttribute)
}

export function decodeDigest(value: string | undefined): Digest | undefined {
  return value?.startsWith('sha256:') === true ? (value as Digest) : undefined
}

/** The field, when it is text, to be spread into an object. */
export function optional<K extends string>(raw: Raw, key: K): { readonly [P in K]?: string } {
  const value = text(raw, key)
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string }
}

function isAttributeName(name: string): name is AttributeName {
  return Object.hasOwn(ATTRIBUTES, name)
}
