import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { InventoryItem } from '../../model/component.ts'
import { readCycloneDx } from './read.ts'
import { validateCycloneDx } from './validate.ts'
import { writeCycloneDx } from './write.ts'

/** As generators of bills for models of a hub write them. */
const ofModels = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    tools: { components: [{ type: 'application', name: 'aibom-generator', version: '1.0' }] },
    component: {
      type: 'application',
      'bom-ref': 'pkg:generic/org%2Ftiny@1.0',
      name: 'tiny',
      description: 'Sorts tickets',
      version: '1.0',
      copyright: 'nobody',
      supplier: { name: 'Org' },
      licenses: [{ license: { id: 'MIT' } }],
      externalReferences: [{ type: 'website', url: 'https://tiny.example' }],
    },
  },
  components: [
    {
      'bom-ref': 'pkg:huggingface/org/tiny@0e9e39f249a16976918f6564b8830bc894c89659',
      type: 'machine-learning-model',
      group: 'org',
      name: 'tiny',
      version: '0e9e39f249a16976918f6564b8830bc894c89659',
      purl: 'pkg:huggingface/org/tiny@0e9e39f249a16976918f6564b8830bc894c89659',
      manufacturer: { name: 'Org Labs', url: ['https://org.example'] },
      supplier: { name: 'Org' },
      publisher: 'Org',
      authors: [{ name: 'Ann' }, { email: 'team@org.example' }, {}],
      licenses: [{ license: { name: 'apache-2.0', url: 'https://licences.example' } }],
      modelCard: {
        modelParameters: {
          task: 'text-classification',
          datasets: [
            {
              type: 'dataset',
              name: 'tickets',
              description: 'Tickets of a year',
              contents: { url: 'https://u:p@data.example/tickets' },
              governance: { owners: [{ organization: { name: 'Org' } }, { contact: { name: 'Bob' } }] },
            },
            { type: 'dataset', name: 'imdb' },
            { type: 'dataset' },
            { ref: 'data-1' },
          ],
        },
        properties: [{ name: 'bomFormat', value: 'CycloneDX' }],
      },
    },
    {
      type: 'machine-learning-model',
      'bom-ref': 'second',
      name: 'second',
      manufacturer: { name: 'Maker' },
      modelCard: { modelParameters: { datasets: [{ type: 'dataset', name: 'imdb' }] } },
    },
    {
      type: 'data',
      'bom-ref': 'data-1',
      name: 'answers',
      data: [{ type: 'dataset', name: 'answers', description: 'What people said' }],
    },
  ],
}

/** As generators for the packages of a project write them. */
const ofPackages = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    tools: {
      components: [
        { group: '@org', name: 'gen', version: '11.0.0', publisher: 'Someone', type: 'application' },
      ],
    },
    authors: [{ name: 'Someone' }],
    supplier: { name: 'Shop AG' },
    component: {
      group: '',
      name: 'app',
      version: '2.1.0',
      type: 'application',
      author: 'Ann',
      purl: 'pkg:npm/app@2.1.0',
    },
  },
  components: [
    {
      author: 'Eve',
      publisher: 'Eve Ltd',
      group: '@eve',
      name: 'left',
      version: '1.0.0',
      scope: 'required',
      'bom-ref': 'pkg:npm/@eve/left@1.0.0',
      purl: 'pkg:npm/%40eve/left@1.0.0',
      type: 'framework',
      properties: [{ name: 'SrcFile', value: 'package-lock.json' }],
    },
  ],
  services: [
    {
      'bom-ref': 'urn:service:chat:1',
      name: 'chat',
      endpoints: ['/chat'],
      authenticated: false,
      'x-trust-boundary': true,
      data: [{ flow: 'inbound', classification: 'public' }],
    },
  ],
  dependencies: [{ ref: 'pkg:npm/app@2.1.0', dependsOn: ['pkg:npm/@eve/left@1.0.0'] }],
}

const said = (item: Pick<InventoryItem, 'attributes'> | undefined): string[] =>
  item?.attributes.map((a) => `${a.name}=${a.value}`) ?? []

describe('bills of models of other tools', () => {
  const bom = readCycloneDx(ofModels)
  const { items, relations, system } = bom.inventory
  const named = (name: string): InventoryItem | undefined => items.find((i) => i.name === name)

  it('name who supplies and who made a model', () => {
    assert.deepEqual(said(named('org/tiny')), [
      'author=Ann',
      'author=Org Labs',
      'author=team@org.example',
      'license=apache-2.0',
      'supplier=Org',
      'task=text-classification',
    ])
    assert.deepEqual(said(named('second')), ['supplier=Maker'])
  })

  it('describe datasets within the card', () => {
    assert.deepEqual(said(named('tickets')), [
      'description=Tickets of a year',
      'download-url=https://data.example/tickets',
      'supplier=Bob',
      'supplier=Org',
    ])
    assert.deepEqual(said(named('answers')), ['description=What people said'])
    assert.deepEqual(
      relations.map((r) => `${r.from.slice(-6)} ${r.kind} ${r.to}`),
      [
        'c89659 trained-on data-1',
        'c89659 trained-on dataset:imdb',
        'c89659 trained-on dataset:tickets',
        'second trained-on dataset:imdb',
      ],
    )
    assert.equal(items.filter((i) => i.kind === 'dataset').length, 3)
  })

  it('describe the system', () => {
    assert.deepEqual(said(system), [
      'description=Sorts tickets',
      'license=MIT',
      'source-url=https://tiny.example',
      'supplier=Org',
    ])
  })

  it('can be written again', () => {
    const again: unknown = JSON.parse(writeCycloneDx(bom))
    assert.deepEqual(
      validateCycloneDx(again).filter((p) => p.severity === 'error'),
      [],
    )
    assert.deepEqual(readCycloneDx(again), bom)
  })
})

describe('bills of packages of other tools', () => {
  const { inventory } = readCycloneDx(ofPackages)

  it('name authors and publishers', () => {
    const left = inventory.items.find((i) => i.name === '@eve/left')
    assert.deepEqual([left?.kind, ...said(left)], ['package', 'author=Eve', 'supplier=Eve Ltd'])
    assert.deepEqual(said(inventory.items.find((i) => i.kind === 'service')), [
      'authenticated=false',
      'endpoint=/chat',
    ])
  })

  it('name the supplier of the system in the metadata', () => {
    assert.deepEqual(
      [inventory.system.name, ...said(inventory.system)],
      ['app', 'author=Ann', 'supplier=Shop AG'],
    )
  })
})
