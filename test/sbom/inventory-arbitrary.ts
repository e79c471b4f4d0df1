import * as fc from 'fast-check'
import { hubPurl } from '../../src/names/hub.ts'
import { purl } from '../../src/names/purl.ts'
import { ATTRIBUTES, BASES, STATUSES, type Attribute, type AttributeName } from '../../src/model/attribute.ts'
import {
  COMPONENT_KINDS,
  type Artifact,
  type ComponentKind,
  type Distribution,
  type Hash,
  type HashAlgorithm,
  type InventoryItem,
  type Relation,
  type RelationKind,
} from '../../src/model/component.ts'
import { GAP_REASONS, type Evidence, type Gap } from '../../src/model/finding.ts'
import type { Digest, Purl } from '../../src/model/identity.ts'
import { byteRange, lineRange, type Location } from '../../src/model/location.ts'
import type { Inventory, SystemRecord } from '../../src/inventory/inventory.ts'
import {
  AUTHORITY_KINDS,
  CHECKSUM_ALGORITHMS,
  CHECKSUM_VERDICTS,
  type ChecksumCheck,
} from '../../src/model/checksum.ts'
import { TRIGGERS, type Bom, type BomUpdate } from '../../src/sbom/bom.ts'

const HOSTILE = [
  '',
  ' ',
  '\0',
  'a\u0000b',
  '\u001b[31mred\u001b[0m',
  '\ud800',
  'x\udfff',
  '\ufffe',
  'line\r\nbreak\tand tab',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x',
  'json:"a"',
  'status',
  'evidence',
  'a:b:c%3A',
  '<script>alert(1)</script>',
  'C:\\Users\\x\\model.bin',
  "'; DROP TABLE boms; --",
  '../../etc/passwd',
  'https://example.com/a b?c=d#e',
  'https://[bad',
  '日本語/モデル',
  '👩‍👩‍👧‍👦',
  'latest',
  'system',
  'NOASSERTION',
  'x'.repeat(1500),
]

/** Plain words most of the time; else what an attacker would write. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,18}[A-Za-z0-9]$/) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 24 }) },
)

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/)
const commit = hex(40)
const digest: fc.Arbitrary<Digest> = hex(64).map((d) => `sha256:${d}` as const)
const instant = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((d) => `${d.toISOString().slice(0, 19)}Z`)
const path = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{1,6}(\/[a-z ]{1,6}){0,2}\.(safetensors|py|lock|json)$/) },
  { weight: 1, arbitrary: text.filter((t) => t !== '') },
)
const location: fc.Arbitrary<Location> = fc.oneof(
  path.map((p) => ({ path: p })),
  fc
    .tuple(path, fc.nat(9999), fc.nat(3))
    .map(([p, at, more]) => ({ path: p, range: lineRange(at, at + more) })),
  fc
    .tuple(path, fc.nat(9999), fc.nat(3))
    .map(([p, at, more]) => ({ path: p, range: byteRange(at, at + 1 + more) })),
)
export const evidence: fc.Arbitrary<Evidence> = sparse({ at: location, says: text }, { excerpt: text })

const LENGTHS: Readonly<Record<HashAlgorithm, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
  sha1: 40,
  md5: 32,
  'blake2b-256': 64,
  'blake2b-512': 128,
  blake3: 64,
}
const hash: fc.Arbitrary<Hash> = fc
  .constantFrom(...(Object.keys(LENGTHS) as HashAlgorithm[]))
  .chain((algorithm) => hex(LENGTHS[algorithm]).map((value) => ({ algorithm, value })))
const distribution: fc.Arbitrary<Distribution> = sparse(
  { hashes: fc.array(hash, { maxLength: 3 }) },
  {
    filename: text,
    url: fc.oneof(
      word.map((w) => `https://packages.example/files/${w}-1.0.whl`),
      text,
    ),
    size: fc.nat(),
    uploadedAt: instant,
  },
)

/** Values as discoverers write them, else any text. */
const VALUES: Partial<Record<AttributeName, fc.Arbitrary<string>>> = {
  license: fc.constantFrom(
    'apache-2.0',
    'MIT',
    'MIT OR Apache-2.0',
    'llama3.1',
    'other',
    'GPL-2.0-only WITH',
  ),
  source: fc.constantFrom('hugging-face', 'ollama', 'oci', 'provider-api', 'local', 'git', 'registry', 'url'),
  'source-url': fc.constantFrom(
    'https://huggingface.co/a/b',
    'https://github.com/a/b',
    'git+ssh://git@example.com/a',
  ),
  'download-date': instant,
  'started-at': instant,
  'ended-at': instant,
  endpoint: fc.constantFrom('https://api.example.com/v1', 'http://localhost:8000/mcp'),
  transport: fc.constantFrom('stdio', 'http', 'sse', 'ws', 'streamable-http'),
  authenticated: fc.constantFrom('true', 'false'),
  direct: fc.constantFrom('true', 'false'),
  md5: hex(32),
  framework: fc.constantFrom('transformers@4.44.0', 'pytorch', 'peft@0.12.0'),
  'container-image': fc.constant(`registry.example/team/train:1@sha256:${'ab'.repeat(32)}`),
  task: fc.constantFrom('text-generation', 'feature-extraction', 'made-up'),
  'prompt-type': fc.constantFrom('system-prompt', 'template', 'agent-instructions', 'rules', 'skill'),
  parameters: fc.nat().map(String),
  'context-length': fc.nat().map(String),
}
const attribute: fc.Arbitrary<Attribute> = fc
  .constantFrom(...(Object.keys(ATTRIBUTES) as AttributeName[]))
  .chain((name) =>
    sparse(
      {
        name: fc.constant(name),
        value: VALUES[name] ? fc.oneof({ weight: 4, arbitrary: VALUES[name] }, text) : text,
        status: fc.constantFrom(...STATUSES),
        evidence,
      },
      {
        ...((name === 'hyperparameter' || name === 'metric') && { key: text }),
        ...(name.endsWith('-date') && { basis: fc.constantFrom(...BASES) }),
      },
    ),
  )
const attributes = fc
  .array(attribute, { maxLength: 8 })
  .map((list) => list.toSorted((a, b) => order(`${a.name}\0${a.key ?? ''}`, `${b.name}\0${b.key ?? ''}`)))

interface Named {
  readonly name: string
  readonly version?: string
  readonly purl?: Purl
}

/** Names, versions and purls that belong together, as each kind has them; any text without a purl. */
function named(kind: ComponentKind): fc.Arbitrary<Named> {
  const free = sparse<{ name: string }, { version: string }>({ name: text }, { version: text })
  const known = fc.tuple(word, word, commit).map(([a, b, sha]): Named => {
    if (kind === 'model') return { name: `${a}/${b}`, version: sha, purl: hubPurl(`${a}/${b}`, sha)! }
    if (kind === 'package') {
      const name = b.toLowerCase()
      return { name, version: '1.2.3', purl: purl({ type: 'pypi', name, version: '1.2.3' }) }
    }
    if (kind === 'plugin') {
      const parts = { type: 'npm', namespace: `@${a.toLowerCase()}`, name: b.toLowerCase() }
      return { name: `${parts.namespace}/${parts.name}`, purl: purl(parts) }
    }
    return { name: `${a}/${b}` }
  })
  return fc.oneof({ weight: 2, arbitrary: known }, { weight: 1, arbitrary: free })
}

/** One item of any kind. Its artifacts are paths that the inventory may or may not know. */
export const item: fc.Arbitrary<InventoryItem> = fc.constantFrom(...COMPONENT_KINDS).chain((kind) =>
  fc
    .tuple(
      named(kind),
      fc.oneof({ weight: 4, arbitrary: word }, text),
      fc.option(digest, { nil: undefined }),
      fc.uniqueArray(path, { maxLength: 3 }),
      fc.array(evidence, { minLength: 1, maxLength: 3 }),
      attributes,
      fc.uniqueArray(distribution, { maxLength: 3, selector: (d) => JSON.stringify(d) }),
    )
    .map(
      ([
        { name, version, purl: url },
        suffix,
        bytes,
        artifacts,
        seen,
        known,
        distributions,
      ]): InventoryItem => ({
        id: `${kind}:${suffix}`,
        kind,
        name,
        ...(version !== undefined && { version }),
        identity: { ...(url && { purl: url }), ...(bytes && { digest: bytes }) },
        artifacts,
        evidence: seen,
        attributes: known,
        distributions,
      }),
    ),
)

const RELATIONS: readonly RelationKind[] = [
  'contains',
  'depends-on',
  'derived-from',
  'trained-on',
  'tested-on',
  'provides',
  'describes',
]
const system: fc.Arbitrary<SystemRecord> = sparse(
  { name: text, attributes },
  { version: text, repository: fc.constant('https://github.com/example/system'), commit },
)
const gap: fc.Arbitrary<Gap> = record({
  at: location,
  reason: fc.constantFrom(...GAP_REASONS),
  detail: text,
})

/** An inventory that keeps the invariants: sorted, ids and purls unique, relations between its items. */
export const inventory: fc.Arbitrary<Inventory> = fc
  .tuple(
    system,
    fc.uniqueArray(item, { selector: (i) => i.id, maxLength: 12 }),
    fc.array(gap, { maxLength: 3 }),
  )
  .chain(([about, found, gaps]) => {
    const items = oncePurl(found.toSorted((a, b) => order(a.id, b.id)))
    const ids = items.map((i) => i.id)
    const paths = [...new Set(items.flatMap((i) => i.artifacts))].toSorted(order)
    return record<Inventory>({
      system: fc.constant(about),
      items: fc.constant(items),
      relations: ids.length > 0 ? relations(ids) : fc.constant([]),
      artifacts: subset(paths).chain((known) => fc.tuple(...known.map(artifact))),
      checks: subset(paths).chain((checked) => fc.tuple(...checked.flatMap((p) => [check(p), check(p)]))),
      gaps: fc.constant(gaps.toSorted((a, b) => order(JSON.stringify(a), JSON.stringify(b)))),
    })
  })

const update: fc.Arbitrary<BomUpdate> = record({
  triggers: fc.uniqueArray(fc.constantFrom(...TRIGGERS), { minLength: 1 }),
  previousDigest: digest,
  previousVersion: fc.integer({ min: 1, max: 99 }),
})

export const bom: fc.Arbitrary<Bom> = sparse(
  {
    serial: fc.uuid().map((id) => `urn:uuid:${id}`),
    version: fc.integer({ min: 1, max: 99 }),
    timestamp: instant,
    tool: fc.constant({ name: 'assay', version: '0.1.0' }),
    inventory,
  },
  { update },
)

function relations(ids: readonly string[]): fc.Arbitrary<readonly Relation[]> {
  const id = fc.constantFrom(...ids)
  return fc
    .uniqueArray(record<Relation>({ from: id, to: id, kind: fc.constantFrom(...RELATIONS), evidence }), {
      selector: (r) => JSON.stringify([r.from, r.to, r.kind]),
      maxLength: 12,
    })
    .map((list) =>
      list
        .filter((r) => r.from !== r.to)
        .toSorted((a, b) => order(a.from, b.from) || order(a.to, b.to) || order(a.kind, b.kind)),
    )
}

function artifact(at: string): fc.Arbitrary<Artifact> {
  return sparse(
    { path: fc.constant(at), size: fc.nat(), format: fc.constantFrom('safetensors', 'unknown') },
    { digest },
  )
}

function check(at: string): fc.Arbitrary<ChecksumCheck> {
  return record<ChecksumCheck>({
    path: fc.constant(at),
    algorithm: fc.constantFrom(...CHECKSUM_ALGORITHMS),
    expected: fc.oneof(hex(64), hex(128), fc.constant('')),
    authority: fc.oneof(
      fc.constantFrom(...AUTHORITY_KINDS),
      fc.tuple(fc.constantFrom(...AUTHORITY_KINDS), text).map(([kind, who]) => `${kind} ${who}`),
    ),
    verdict: fc.constantFrom(...CHECKSUM_VERDICTS),
  })
}

function oncePurl(items: readonly InventoryItem[]): InventoryItem[] {
  const seen = new Set<string>()
  return items.map((i) => {
    const { purl: url, ...rest } = i.identity
    if (url === undefined || !seen.has(url)) {
      if (url !== undefined) seen.add(url)
      return i
    }
    return { ...i, identity: rest }
  })
}

function subset(list: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...list])
}

function hex(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
}

/** A record whose optional keys are absent, not undefined, when they are not drawn. */
function sparse<R extends object, O extends object>(
  required: { [K in keyof R]: fc.Arbitrary<R[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
): fc.Arbitrary<R & Partial<O>> {
  return fc
    .tuple(record(required), fc.record(optional, { requiredKeys: [], noNullPrototype: true }))
    .map((halves) => Object.assign({}, ...halves) as R & Partial<O>)
}

function record<T extends object>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(arbitraries, { noNullPrototype: true })
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
