import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bom } from '../../../test/sbom/inventory-arbitrary.ts'
import { UsageError } from '../../model/usage-error.ts'
import { readSpdx } from './read.ts'
import { checkSpdx } from './validate.ts'
import { writeSpdx } from './write.ts'

const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld'
const SHA = 'cd'.repeat(32)
const info = { type: 'CreationInfo', '@id': '_:c', specVersion: '3.0.1', created: '2026-02-03T04:05:06Z' }

function foreign(...elements: readonly object[]): object {
  return {
    '@context': CONTEXT,
    '@graph': [
      { ...info, createdBy: ['urn:x:tool'], createdUsing: ['urn:x:tool'] },
      { type: 'Tool', spdxId: 'urn:x:tool', creationInfo: '_:c', name: 'maker-2.1' },
      {
        type: 'SpdxDocument',
        spdxId: 'https://x.example/3E671687-395b-41f5-a30f-a58921a69b79',
        creationInfo: '_:c',
        name: 'other system',
        rootElement: ['urn:x:app'],
      },
      {
        type: 'software_Package',
        spdxId: 'urn:x:app',
        creationInfo: '_:c',
        name: 'app',
        software_packageVersion: '7',
      },
      ...elements.map((e) => ({ creationInfo: '_:c', ...e })),
    ],
  }
}

describe('a document of another tool', () => {
  it('gives what an inventory has a place for', () => {
    const read = readSpdx(
      foreign(
        {
          type: 'ai_AIPackage',
          spdxId: 'urn:x:model',
          name: 'net',
          software_packageVersion: '1.0',
          software_packageUrl: 'pkg:huggingface/org/net@abc',
          suppliedBy: { type: 'Organization', spdxId: 'urn:x:org', creationInfo: '_:c', name: 'Org' },
          verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: SHA }],
          ai_hyperparameter: [{ type: 'DictionaryEntry', key: 'lr', value: '0.1' }],
          ai_domain: ['vision'],
        },
        { type: 'ai_AIPackage', spdxId: 'urn:x:base', name: 'base' },
        { type: 'dataset_DatasetPackage', spdxId: 'urn:x:data', name: 'data', dataset_datasetSize: 5 },
        rel('r1', 'ancestorOf', 'urn:x:base', 'urn:x:model'),
        rel('r2', 'trainedOn', 'urn:x:model', 'urn:x:data'),
        rel('r3', 'hasDeclaredLicense', 'urn:x:model', 'https://spdx.org/licenses/MIT'),
        rel('r4', 'contains', 'urn:x:model', 'urn:x:nowhere'),
      ),
      'their.json',
    )
    assert.deepEqual(
      [read.serial, read.timestamp, read.tool],
      [
        'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
        '2026-02-03T04:05:06Z',
        { name: 'maker', version: '2.1' },
      ],
    )
    const { system, items, relations } = read.inventory
    assert.deepEqual([system.name, system.version], ['app', '7'])
    assert.deepEqual(
      items.map((i) => [i.kind, i.name]),
      [
        ['model', 'base'],
        ['dataset', 'data'],
        ['model', 'net'],
      ],
    )
    const net = items[2]!
    assert.deepEqual(net.identity, { purl: 'pkg:huggingface/org/net@abc', digest: `sha256:${SHA}` })
    assert.deepEqual(
      net.attributes.map((a) => [a.name, a.key, a.value, a.status]),
      [
        ['hyperparameter', 'lr', '0.1', 'declared'],
        ['license', undefined, 'MIT', 'declared'],
        ['supplier', undefined, 'Org', 'declared'],
        ['task', undefined, 'vision', 'declared'],
      ],
    )
    assert.deepEqual(
      relations.map((r) => [r.from, r.kind, r.to]),
      [
        ['urn:x:model', 'derived-from', 'urn:x:base'],
        ['urn:x:model', 'trained-on', 'urn:x:data'],
      ],
    )
  })

  it('gives the same after it was written and read again', () => {
    const read = readSpdx(foreign({ type: 'software_File', spdxId: 'urn:x:f', name: 'a b' }))
    assert.deepEqual(readSpdx(JSON.parse(writeSpdx(read))), read)
  })
})

describe('what is no document of SPDX 3', () => {
  const broken: readonly unknown[] = [
    null,
    7,
    [],
    {},
    { '@context': CONTEXT },
    { '@context': CONTEXT, '@graph': 'x' },
    { '@context': CONTEXT, '@graph': [null, 1, 'x', [], {}] },
    { '@context': 'https://schema.example/', '@graph': [] },
    { '@context': [CONTEXT, {}], '@graph': [{ ...info, created: 'yesterday' }] },
  ]
  for (const document of broken)
    it(`is refused: ${JSON.stringify(document)}`, () => {
      assert.throws(() => readSpdx(document, 'x.json'), UsageError)
      assert.ok(checkSpdx(document).some((p) => p.severity === 'error'))
    })

  it('is refused however deep it is', () => {
    let inner: object = { type: 'Agent', spdxId: 'urn:x:a' }
    for (let i = 0; i < 50_000; i++) inner = { type: 'Relationship', spdxId: `urn:x:${i}`, from: inner }
    const document = { '@context': CONTEXT, '@graph': [inner] }
    assert.throws(() => readSpdx(document), UsageError)
    assert.ok(checkSpdx(document).some((p) => p.message.includes('too deep')))
  })
})

describe('a document that someone changed', () => {
  it('is read as far as it goes, or refused', () => {
    const values = fc.constantFrom<unknown>(
      null,
      1,
      'x',
      [],
      {},
      [null],
      { type: 'Hash' },
      '{"schema":"assay/',
    )
    fc.assert(
      fc.property(
        bom,
        fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 6 }),
        (made, changes) => {
          const document: unknown = JSON.parse(writeSpdx(made))
          for (const [at, value] of changes) replaceAt(document, at, structuredClone(value))
          try {
            readSpdx(document)
          } catch (error) {
            assert.ok(error instanceof UsageError)
          }
          checkSpdx(document)
        },
      ),
      { numRuns: 300 },
    )
  })
})

function rel(id: string, relationshipType: string, from: string, to: string): object {
  return { type: 'Relationship', spdxId: `urn:x:${id}`, relationshipType, from, to: [to] }
}

/** Puts a value where the n-th value of the tree is. */
function replaceAt(root: unknown, n: number, value: unknown): void {
  const places: (readonly [Record<string, unknown>, string])[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key])
      walk(inner)
    }
  }
  walk(root)
  const [holder, key] = places[n % Math.max(1, places.length)] ?? []
  if (holder && key !== undefined) holder[key] = value
}
