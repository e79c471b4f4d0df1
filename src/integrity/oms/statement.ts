import { createHash } from 'node:crypto'
import {
  listNamed,
  parseStrictJson,
  recordNamed,
  textNamed,
  type StrictRecord,
} from '../../bytes/strict-json.ts'
import { malformed } from '../../model/read-error.ts'
import { STATEMENT_V1 } from '../attestations/statement.ts'
import { readResource, type Hash, type Resource } from './resource.ts'

export const PREDICATE = 'https://model_signing/signature/v1.0'
/** Of model_signing 0.2, before there was a format. */
const LEGACY_PREDICATE = 'https://model_signing/Digests/v0.1'

/** What somebody has signed of a model. */
export interface OmsStatement {
  /** Name of the model: only words, a model may be renamed. */
  readonly name: string
  /** In the order in which they are listed: the digest of the model depends on it. */
  readonly resources: readonly Resource[]
  readonly method: 'files' | 'shards'
  readonly hash: Hash
  readonly allowSymlinks: boolean
  /** What the signer left out, relative to the model; absent where the statement does not say. */
  readonly ignored?: readonly string[]
  readonly legacy: boolean
}

/** What is signed is something else than a model; `found` is its predicate type. */
export class OtherPredicate extends Error {
  readonly found: string
  constructor(found: string) {
    super('another predicate')
    this.found = found
  }
}

const MAX_PAYLOAD = 48 * 1024 * 1024
const MAX_RESOURCES = 250_000
const MAX_IGNORED = 10_000
const HEX_64 = /^[0-9a-f]{64}$/

/** Throws `ReadError`, or `OtherPredicate`. */
export function parseStatement(payload: Uint8Array): OmsStatement {
  const statement = recordNamed(parseStrictJson(payload, MAX_PAYLOAD), 'the statement')
  if (statement['_type'] !== STATEMENT_V1) throw malformed('_type is no in-toto statement of version 1')
  const predicateType = textNamed(statement['predicateType'], 'predicateType')
  if (predicateType === LEGACY_PREDICATE) return legacyStatement(statement)
  if (predicateType !== PREDICATE) throw new OtherPredicate(predicateType)
  const [subject, another] = listNamed(statement['subject'], 'subject', 2).map((s) =>
    recordNamed(s, 'a subject'),
  )
  if (!subject || another) throw malformed('a signed model is one subject')
  const predicate = recordNamed(statement['predicate'], 'predicate')
  const serialization = serializationFrom(recordNamed(predicate['serialization'], 'serialization'))
  const resources = resourcesFrom(
    listNamed(predicate['resources'], 'resources', MAX_RESOURCES),
    serialization,
  )
  const expected = textNamed(recordNamed(subject['digest'], 'digest')['sha256'], 'the digest of the model')
  if (!HEX_64.test(expected) || expected !== rootDigest(resources))
    throw malformed('the digest of the model is not that of the resources that are listed')
  const name = typeof subject['name'] === 'string' ? subject['name'] : ''
  return { name, resources, ...serialization, legacy: false }
}

/** SHA-256 over the digests of the resources in their order, in hex. */
export function rootDigest(resources: readonly Pick<Resource, 'hex'>[]): string {
  const hash = createHash('sha256')
  for (const { hex } of resources) hash.update(Buffer.from(hex, 'hex'))
  return hash.digest('hex')
}

type Serialization = Pick<OmsStatement, 'method' | 'hash' | 'allowSymlinks' | 'ignored'>

function serializationFrom(value: StrictRecord): Serialization {
  const method = value['method']
  if (method !== 'files' && method !== 'shards')
    throw malformed('the method of serialization is neither files nor shards')
  const shared = {
    method,
    hash: hashFrom(value['hash_type']),
    allowSymlinks: value['allow_symlinks'] === true,
  } as const
  const ignored = value['ignore_paths'] ?? undefined
  if (ignored === undefined) return shared
  return {
    ...shared,
    ignored: listNamed(ignored, 'ignore_paths', MAX_IGNORED).map((p) => textNamed(p, 'an ignored path')),
  }
}

const HASHES: Readonly<Partial<Record<string, Hash>>> = {
  sha256: 'sha256',
  blake2b: 'blake2b',
  // So it is called in the reference implementation.
  blake2: 'blake2b',
  blake3: 'blake3',
}

function hashFrom(value: unknown): Hash {
  // Where the serialization is by shards, the reference implementation writes `sha256-sharded-1000000000` here.
  const name = textNamed(value, 'hash_type').replace(/-sharded-\d{1,16}$/, '')
  const hash = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined
  if (!hash) throw malformed('hash_type is none of sha256, blake2b, blake3')
  return hash
}

function resourcesFrom(values: readonly unknown[], { method, hash }: Serialization): readonly Resource[] {
  const resources = values.map((value) => {
    const record = recordNamed(value, 'a resource')
    const algorithm = hashFrom(record['algorithm'])
    if (algorithm !== hash) throw malformed('a resource has another algorithm than the model')
    return readResource(textNamed(record['name'], 'name'), textNamed(record['digest'], 'digest'), {
      method,
      hash,
    })
  })
  return withoutRepeats(resources)
}

function legacyStatement(statement: StrictRecord): OmsStatement {
  const resources = listNamed(statement['subject'], 'subject', MAX_RESOURCES).map((value) => {
    const subject = recordNamed(value, 'a subject')
    const hex = textNamed(recordNamed(subject['digest'], 'digest')['sha256'], 'sha256')
    return readResource(textNamed(subject['name'], 'name'), hex, { method: 'files', hash: 'sha256' })
  })
  return {
    name: '',
    resources: withoutRepeats(resources),
    method: 'files',
    hash: 'sha256',
    allowSymlinks: false,
    legacy: true,
  }
}

function withoutRepeats(resources: readonly Resource[]): readonly Resource[] {
  if (resources.some(({ range }) => range)) requireWholeFiles(resources)
  if (new Set(resources.map(({ name }) => name)).size !== resources.length)
    throw malformed('a resource is listed twice')
  return resources
}

/** Parts that leave bytes out would leave them to whoever wants to change them. */
function requireWholeFiles(resources: readonly Resource[]): void {
  const ends = new Map<string, number>()
  for (const { path, range } of resources.toSorted((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0))) {
    if (!range || range[0] !== (ends.get(path) ?? 0))
      throw malformed('the shards of a file leave bytes out, or overlap')
    ends.set(path, range[1])
  }
}
