import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute, AttributeName } from '../../model/attribute.ts'
import type { InventoryItem, Relation } from '../../model/component.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import type { Bom } from '../bom.ts'
import { readSpdx } from './read.ts'
import { checkSpdx } from './validate.ts'
import { writeSpdx } from './write.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const SHA = 'ab'.repeat(32)
const evidence = { at: { path: 'main.py' }, says: 'is loaded by from_pretrained' }

type Element = Readonly<Record<string, unknown>> & { readonly type: string; readonly spdxId: string }

describe('a document of SPDX', () => {
  it('says of a model behind an API what it is called, and nothing of its bytes', () => {
    const model = item('model', 'gpt-4o', {
      identity: { digest: `sha256:${SHA}` },
      attributes: known({
        source: 'provider-api',
        provider: 'openai',
        'model-id': 'gpt-4o',
        pinned: 'false',
      }),
      distributions: [{ hashes: [{ algorithm: 'sha256', value: SHA }] }],
    })
    const { element, text } = written({ items: [model] })
    const found = element('ai_AIPackage')
    assert.equal(found['verifiedUsing'], undefined)
    assert.equal(found['software_packageVersion'], undefined)
    assert.match(String(found['software_sourceInfo']), /called as: gpt-4o; a moving alias/)
    assert.ok(!text.includes('"hashValue"'))
  })

  it('gives commits as ids of git and hashes as hashes', () => {
    const model = item('model', 'org/name', {
      version: COMMIT,
      identity: { purl: `pkg:huggingface/org/name@${COMMIT}` },
      artifacts: ['m/model.safetensors'],
      attributes: known({ source: 'hugging-face' }),
    })
    const { element, relationship } = written({
      items: [model],
      artifacts: [{ path: 'm/model.safetensors', digest: `sha256:${SHA}`, size: 9, format: 'safetensors' }],
      checks: [
        {
          path: 'm/model.safetensors',
          algorithm: 'sha256',
          expected: SHA,
          authority: 'hf-lfs-oid',
          verdict: 'consistent',
        },
      ],
    })
    const [id] = element('ai_AIPackage')['externalIdentifier'] as Record<string, unknown>[]
    assert.equal(id?.['identifier'], `gitoid:commit:sha1:${COMMIT}`)
    assert.deepEqual(element('software_File')['verifiedUsing'], [
      { type: 'Hash', algorithm: 'sha256', hashValue: SHA, comment: 'consistent: sha256 of hf-lfs-oid' },
    ])
    assert.equal(relationship('contains', element('ai_AIPackage').spdxId)?.['completeness'], 'complete')
  })

  it('quotes licences that are none of SPDX', () => {
    const { element, relationship, elements } = written({
      items: [
        item('model', 'a', { attributes: known({ license: 'llama3.1' }) }),
        item('package', 'b', { attributes: known({ license: 'apache-2.0' }) }),
      ],
    })
    const declared = relationship('hasDeclaredLicense', element('ai_AIPackage').spdxId)
    assert.deepEqual(declared?.['to'], ['expandedlicensing_NoAssertionLicense'])
    assert.equal(declared?.['comment'], 'Stated as: llama3.1')
    assert.deepEqual(
      elements
        .filter((e) => e.type === 'simplelicensing_LicenseExpression')
        .map((e) => e['simplelicensing_licenseExpression']),
      ['Apache-2.0'],
    )
  })

  it('describes a training run as a build, and says what nobody knows of it', () => {
    const base = item('model', 'base')
    const tuned = item('model', 'tuned')
    const data = item('dataset', 'data')
    const image = item('container', 'image', { version: `sha256:${SHA}` })
    const run = item('training', 'run', {
      attributes: known({
        'run-id': '42',
        framework: 'trl@0.9',
        'code-repository': 'https://git.example/a/b',
        'code-commit': COMMIT,
        'started-at': '2026-01-01T00:00:00Z',
      }),
    })
    const { element, relationship } = written({
      items: [base, tuned, data, image, run].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      relations: [
        relation(run, 'provides', tuned),
        relation(run, 'derived-from', base),
        relation(run, 'trained-on', data),
        relation(run, 'depends-on', image),
      ],
    })
    const build = element('build_Build')
    assert.deepEqual(build['build_configSourceUri'], [`git+https://git.example/a/b@${COMMIT}`])
    assert.equal(build['build_configSourceDigest'], undefined)
    assert.equal((relationship('hasInput', build.spdxId)!['to'] as string[]).length, 2)
    assert.deepEqual(relationship('invokedBy', build.spdxId)?.['to'], ['NoAssertionElement'])
    assert.equal(relationship('hasHost', build.spdxId)?.['scope'], 'build')
    assert.ok(relationship('hasOutput', build.spdxId) && relationship('usesTool', build.spdxId))
    assert.ok((element('SpdxDocument')['profileConformance'] as string[]).includes('build'))
  })

  it('makes the image that a run names its host, with the digest that the name holds', () => {
    const run = item('training', 'run', {
      attributes: known({ 'container-image': `registry.example/team/train:1@sha256:${SHA}` }),
    })
    const { element, relationship } = written({ items: [run] })
    const [host] = relationship('hasHost', element('build_Build').spdxId)!['to'] as string[]
    const image = element('software_Package', host)
    assert.equal(image['software_primaryPurpose'], 'container')
    assert.deepEqual(image['verifiedUsing'], [{ type: 'Hash', algorithm: 'sha256', hashValue: SHA }])
  })

  it('says what nobody knows', () => {
    const text = writeSpdx(bomOf({ items: [item('model', 'a')] }), { unknowns: () => ['version', 'source'] })
    const document = JSON.parse(text) as { '@graph': readonly Element[] }
    const found = document['@graph'].find((e) => e.type === 'ai_AIPackage')
    assert.equal(found?.['comment'], 'Not known: version, source.')
    assert.deepEqual(readSpdx(document), bomOf({ items: [item('model', 'a')] }))
  })

  it('claims the profile of models when all that it asks for is known', () => {
    const whole = item('model', 'org/name', {
      version: COMMIT,
      attributes: known({ 'download-url': 'https://hub.example/org/name', supplier: 'org' }),
      distributions: [{ hashes: [], uploadedAt: '2026-01-01T00:00:00Z' }],
    })
    const { element } = written({ items: [whole] })
    assert.ok((element('SpdxDocument')['profileConformance'] as string[]).includes('ai'))
    const less = written({ items: [whole, item('model', 'other')] }).element('SpdxDocument')
    assert.ok(!(less['profileConformance'] as string[]).includes('ai'))
    assert.match(String(less['comment']), /ai \(not known of all: releaseTime, suppliedBy/)
  })

  it('says of the system what its manifest states', () => {
    const attributes = [
      ...known({ author: 'Ann', description: 'Sells', license: 'MIT', supplier: 'Shop' }),
      ...known({ 'source-url': 'https://git.example/o/shop' }),
      ...known({ 'source-url': 'https://shop.example' }),
    ]
    const { element, relationship } = written({ system: { name: 'shop', version: '1.0', attributes } })
    const system = element('software_Package')
    assert.deepEqual(
      [system['description'], system['software_homePage'], system['externalRef']],
      [
        'Sells',
        'https://shop.example',
        [{ type: 'ExternalRef', externalRefType: 'vcs', locator: ['https://git.example/o/shop'] }],
      ],
    )
    const agent = (id: unknown): unknown => element('Agent', String(id))?.['name']
    assert.deepEqual((system['originatedBy'] as unknown[]).map(agent), ['Ann'])
    assert.equal(element('Organization', String(system['suppliedBy']))['name'], 'Shop')
    assert.ok(relationship('hasDeclaredLicense', system.spdxId))
  })

  it('has one element for one person, whatever they did', () => {
    const { elements } = written({
      items: [
        item('model', 'm', { attributes: known({ author: 'Ada', supplier: 'Lab' }) }),
        item('training', 'run', { attributes: known({ experimenter: 'Ada', author: 'Lab' }) }),
      ],
    })
    const agents = elements.filter((e) => /^(?:Agent|Person|Organization)$/.test(e.type))
    assert.deepEqual(agents.map((e) => `${e.type} ${String(e['name'])}`).toSorted(), [
      'Organization Lab',
      'Person Ada',
    ])
  })

  it('leads back to the document that it follows', () => {
    const update = { triggers: ['model'], previousDigest: `sha256:${SHA}`, previousVersion: 1 } as const
    const { element, elements } = written({}, { version: 2, update })
    const [map] = element('SpdxDocument')['import'] as Record<string, unknown>[]
    assert.ok(String(map?.['externalSpdxId']).endsWith('/v1'))
    const amended = elements.find((e) => e['relationshipType'] === 'amendedBy')
    assert.deepEqual(
      [amended?.['from'], amended?.['to']],
      [map?.['externalSpdxId'], [element('SpdxDocument').spdxId]],
    )
  })
})

function bomOf(inventory: Partial<Inventory>, more: Partial<Bom> = {}): Bom {
  const empty = { items: [], relations: [], artifacts: [], checks: [], gaps: [] }
  return {
    serial: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    timestamp: '2026-01-31T12:00:00Z',
    tool: { name: 'assay', version: '0.1.0' },
    inventory: { system: { name: 'demo', attributes: [] }, ...empty, ...inventory },
    ...more,
  }
}

function written(inventory: Partial<Inventory>, more: Partial<Bom> = {}) {
  const bom = bomOf(inventory, more)
  const text = writeSpdx(bom)
  const document = JSON.parse(text) as { '@graph': readonly Element[] }
  assert.deepEqual(checkSpdx(document), [])
  assert.deepEqual(readSpdx(document), bom)
  const elements = document['@graph']
  return {
    text,
    elements,
    element: (type: string, id?: string): Element =>
      elements.find((e) => e.type === type && (id === undefined || e.spdxId === id))!,
    relationship: (type: string, from: string) =>
      elements.find((e) => e['relationshipType'] === type && e['from'] === from),
  }
}

function item(kind: InventoryItem['kind'], name: string, more: Partial<InventoryItem> = {}): InventoryItem {
  const empty = { identity: {}, artifacts: [], evidence: [evidence], attributes: [], distributions: [] }
  return { id: `${kind}:${name}`, kind, name, ...empty, ...more }
}

function known(values: Partial<Record<AttributeName, string>>): Attribute[] {
  return Object.entries(values).map(([name, value]) => ({
    name: name as AttributeName,
    value,
    status: 'declared',
    evidence,
  }))
}

function relation(from: InventoryItem, kind: Relation['kind'], to: InventoryItem): Relation {
  return { from: from.id, to: to.id, kind, evidence }
}
