import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { UsageError } from '../../model/usage-error.ts'
import { readCycloneDx } from './read.ts'
import { validateCycloneDx } from './validate.ts'
import { writeCycloneDx } from './write.ts'

const foreign = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 3,
  metadata: {
    timestamp: '2025-05-05T05:05:05Z',
    tools: [{ vendor: 'someone', name: 'generator', version: '12.8' }],
    component: { type: 'application', name: 'shop', version: '2.0' },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'r1',
      group: '@scope',
      name: 'left',
      version: '1.0.0',
      purl: 'pkg:npm/%40scope/left@1.0.0',
      hashes: [{ alg: 'SHA-512', content: 'A'.repeat(128) }],
      licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Own' } }],
      externalReferences: [
        { type: 'distribution', url: 'https://user:secret@packages.example/left.tgz' },
        { type: 'vcs', url: 'https://github.com/scope/left' },
      ],
      components: [{ type: 'library', name: 'inner', version: '0.1' }],
    },
    {
      type: 'machine-learning-model',
      name: 'tuned',
      'bom-ref': 'm',
      pedigree: { ancestors: [{ type: 'machine-learning-model', name: 'base', group: 'org' }] },
      modelCard: {
        modelParameters: { task: 'text-generation', datasets: [{ ref: 'd' }] },
        quantitativeAnalysis: { performanceMetrics: [{ type: 'accuracy', value: '0.9' }] },
      },
    },
    { type: 'data', 'bom-ref': 'd', name: 'corpus', hashes: [{ alg: 'SHA-256', content: 'b'.repeat(64) }] },
    { type: 'device', 'bom-ref': 'x', name: 'gpu' },
  ],
  services: [
    {
      'bom-ref': 's',
      name: 'api',
      provider: { name: 'Maker' },
      endpoints: ['https://a:b@api.example/v1'],
      authenticated: true,
    },
  ],
  dependencies: [
    { ref: 'm', dependsOn: ['r1', 's', 'gone'] },
    { ref: 'r1', dependsOn: ['r1'] },
  ],
}

describe('documents of other tools', () => {
  const { inventory, ...bom } = readCycloneDx(foreign, 'their.json')

  it('keep their series', () => {
    assert.deepEqual(bom, {
      serial: foreign.serialNumber,
      version: 3,
      timestamp: '2025-05-05T05:05:05Z',
      tool: { name: 'generator', version: '12.8' },
    })
    assert.deepEqual(inventory.system, { name: 'shop', version: '2.0', attributes: [] })
  })

  it('give names, versions, package URLs, hashes and licences', () => {
    const left = inventory.items.find((i) => i.id === 'r1')!
    assert.equal(left.kind, 'package')
    assert.equal(left.name, '@scope/left')
    assert.equal(left.identity.purl, 'pkg:npm/%40scope/left@1.0.0')
    assert.deepEqual(left.distributions, [
      { hashes: [{ algorithm: 'sha512', value: 'a'.repeat(128) }] },
      { hashes: [], url: 'https://packages.example/left.tgz' },
    ])
    assert.deepEqual(
      left.attributes.map((a) => `${a.name}=${a.value} ${a.status}`),
      ['license=MIT declared', 'license=Own declared', 'source-url=https://github.com/scope/left declared'],
    )
    assert.equal(inventory.items.find((i) => i.id === 'd')!.identity.digest, `sha256:${'b'.repeat(64)}`)
  })

  it('give relations to what exists', () => {
    assert.deepEqual(
      inventory.relations.map((r) => `${r.from} ${r.kind} ${r.to}`),
      [
        'm depends-on r1',
        'm depends-on s',
        'm derived-from machine-learning-model:org/base',
        'm trained-on d',
        'r1 contains library:inner@0.1',
      ],
    )
  })

  it('keep no credentials', () => {
    assert.ok(!JSON.stringify(inventory).includes('secret'))
    assert.equal(
      inventory.items.find((i) => i.id === 's')!.attributes.find((a) => a.name === 'endpoint')?.value,
      'https://api.example/v1',
    )
  })

  it('say what was left out', () => {
    assert.deepEqual(
      inventory.gaps.map((g) => [g.reason, g.detail]),
      [['unsupported', 'a component of type device was left out']],
    )
  })

  it('can be written again', () => {
    const again = writeCycloneDx({ ...bom, inventory })
    assert.deepEqual(
      validateCycloneDx(JSON.parse(again)).filter((p) => p.severity === 'error'),
      [],
    )
    assert.deepEqual(readCycloneDx(JSON.parse(again)), { ...bom, inventory })
  })
})

describe('hostile documents', () => {
  it('that are none are refused', () => {
    for (const document of [
      null,
      [],
      'x',
      1,
      {},
      { bomFormat: 'SPDX' },
      { bomFormat: 'CycloneDX', specVersion: '9' },
    ])
      assert.throws(() => readCycloneDx(document), UsageError)
  })

  it('are read as far as they go, whatever stands where', () => {
    const head = { bomFormat: 'CycloneDX', specVersion: '1.7' }
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), shape(), (noise, body) => {
        const document = { ...head, ...body, metadata: noise }
        const read = readCycloneDx(JSON.parse(JSON.stringify(document)))
        assert.ok(Array.isArray(read.inventory.items))
        validateCycloneDx(document)
        writeCycloneDx(read)
      }),
      { numRuns: 60 },
    )
  })

  it('reach no prototype', () => {
    const text = `{"bomFormat":"CycloneDX","specVersion":"1.7","components":[
      {"type":"library","name":"a","bom-ref":"__proto__","__proto__":{"polluted":true},
       "properties":[{"name":"assay:item:kind","value":"package"},{"name":"assay:constructor","value":"x"},
                     {"name":"assay:__proto__:x","value":"y"}]},
      {"type":"constructor","name":"b","bom-ref":"constructor"}],
      "dependencies":[{"ref":"constructor","dependsOn":["__proto__"]}]}`
    const { inventory } = readCycloneDx(JSON.parse(text))
    assert.deepEqual(
      inventory.items.map((i) => [i.id, i.attributes]),
      [['__proto__', []]],
    )
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })

  it('may nest without end', () => {
    let component: Record<string, unknown> = { type: 'library', name: 'deep' }
    for (let n = 0; n < 5000; n++) component = { type: 'library', name: `n${n}`, components: [component] }
    const document = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [component] }
    const { inventory } = readCycloneDx(document)
    assert.equal(inventory.gaps[0]?.reason, 'limit')
    assert.ok(Array.isArray(validateCycloneDx(document)))
  })
})

/** Documents with the right fields and anything in them. */
function shape(): fc.Arbitrary<Record<string, unknown>> {
  const any = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('a', 'assay:item:kind', 'model', 'training'),
  )
  const object = fc.dictionary(
    fc.constantFrom(
      'bom-ref',
      'type',
      'name',
      'version',
      'purl',
      'hashes',
      'alg',
      'content',
      'properties',
      'value',
      'components',
      'evidence',
      'occurrences',
      'location',
      'externalReferences',
      'url',
      'comment',
      'licenses',
      'license',
      'modelCard',
      'modelParameters',
      'datasets',
      'ref',
      'pedigree',
      'ancestors',
      'dependsOn',
    ),
    fc.oneof(
      any,
      fc.array(fc.dictionary(fc.constantFrom('name', 'value', 'type', 'ref', 'alg', 'url'), any)),
    ),
  )
  return fc.dictionary(
    fc.constantFrom(
      'components',
      'services',
      'dependencies',
      'formulation',
      'compositions',
      'citations',
      'properties',
    ),
    fc.oneof(any, fc.array(object)),
  )
}
