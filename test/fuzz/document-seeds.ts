import { join } from 'node:path'
import { DEFAULT_LIMITS } from '../../src/model/context.ts'
import { bomWriters } from '../../src/sbom/forms.ts'
import { firstBom } from '../../src/sbom/make.ts'
import { scan } from '../../src/scan/scan.ts'
import type { Seed } from './seeds.ts'

const example = join(import.meta.dirname, '../../examples/support-agent')

/** The bill of materials of the example system in every form, and a small one of another tool in each. */
export async function documentSeeds(): Promise<Seed[]> {
  const { inventory } = await scan({
    paths: [example],
    limits: DEFAULT_LIMITS,
    workers: 1,
    cache: undefined,
    signal: new AbortController().signal,
    clock: () => new Date(0),
    showCode: false,
    purpose: 'inventory',
  })
  const bom = firstBom(inventory, { now: new Date(0), tool: { name: 'assay', version: '0' } })
  return [
    seed('bom.cdx.json', (await bomWriters['cyclonedx-1.7']())(bom)),
    seed('bom-1.6.cdx.json', (await bomWriters['cyclonedx-1.6']())(bom)),
    seed('bom.spdx.json', (await bomWriters.spdx())(bom)),
    seed('other.cdx.json', JSON.stringify(OTHER_CYCLONEDX)),
    seed('other.spdx.json', JSON.stringify(OTHER_SPDX)),
  ]
}

function seed(path: string, text: string): Seed {
  return { kind: 'document', path, bytes: Buffer.from(text) }
}

const OTHER_CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    tools: { components: [{ type: 'application', name: 'other', version: '1' }] },
    component: { type: 'application', name: 'shop', version: '2', 'bom-ref': 'root' },
  },
  components: [
    {
      type: 'machine-learning-model',
      'bom-ref': 'm',
      name: 'model',
      version: 'a1',
      purl: 'pkg:huggingface/org/model@a1',
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      licenses: [{ license: { id: 'MIT' } }, { expression: 'MIT OR Apache-2.0' }],
      modelCard: { modelParameters: { task: 't', datasets: [{ ref: 'd' }, { type: 'dataset', name: 'x' }] } },
      pedigree: { ancestors: [{ type: 'machine-learning-model', name: 'base' }] },
      externalReferences: [
        {
          type: 'distribution',
          url: 'https://a.example/m',
          hashes: [{ alg: 'MD5', content: 'b'.repeat(32) }],
        },
      ],
      evidence: {
        occurrences: [{ location: 'a/b.py', line: 3 }],
        identity: [{ field: 'purl', confidence: 1 }],
      },
      components: [{ type: 'file', name: 'weights.bin', 'bom-ref': 'f' }],
    },
    {
      type: 'data',
      'bom-ref': 'd',
      name: 'set',
      data: [{ type: 'dataset', contents: { url: 'https://a.example' } }],
    },
    {
      type: 'library',
      'bom-ref': 'p',
      name: 'torch',
      version: '2.0',
      purl: 'pkg:pypi/torch@2.0',
      properties: [{ name: 'a', value: 'b' }],
    },
  ],
  services: [
    {
      'bom-ref': 's',
      name: 'api',
      provider: { name: 'p', url: ['https://p.example'] },
      endpoints: ['https://p.example/v1'],
      services: [{ name: 't' }],
    },
  ],
  dependencies: [
    { ref: 'root', dependsOn: ['m', 'p'] },
    { ref: 'm', dependsOn: [], provides: ['p'] },
  ],
  compositions: [{ aggregate: 'complete', assemblies: ['root'] }],
  formulation: [
    { workflows: [{ 'bom-ref': 'w', uid: '1', taskTypes: ['build'], inputs: [{ resource: { ref: 'd' } }] }] },
  ],
}

const OTHER_SPDX = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    {
      type: 'CreationInfo',
      '@id': '_:c',
      specVersion: '3.0.1',
      created: '2026-01-01T00:00:00Z',
      createdBy: ['urn:x:agent'],
    },
    { type: 'Person', spdxId: 'urn:x:agent', creationInfo: '_:c', name: 'A' },
    {
      type: 'SpdxDocument',
      spdxId: 'urn:x:doc',
      creationInfo: '_:c',
      rootElement: ['urn:x:bom'],
      profileConformance: ['core', 'software', 'ai', 'dataset'],
    },
    {
      type: 'software_Sbom',
      spdxId: 'urn:x:bom',
      creationInfo: '_:c',
      rootElement: ['urn:x:m'],
      element: ['urn:x:m', 'urn:x:d'],
    },
    {
      type: 'ai_AIPackage',
      spdxId: 'urn:x:m',
      creationInfo: '_:c',
      name: 'model',
      software_packageVersion: '1',
      software_downloadLocation: 'https://a.example/m',
      suppliedBy: 'urn:x:agent',
      releaseTime: '2026-01-01T00:00:00Z',
      software_primaryPurpose: 'model',
      verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: 'a'.repeat(64) }],
      externalIdentifier: [
        {
          type: 'ExternalIdentifier',
          externalIdentifierType: 'packageUrl',
          identifier: 'pkg:huggingface/o/m@1',
        },
      ],
      ai_hyperparameter: [{ type: 'DictionaryEntry', key: 'lr', value: '1' }],
    },
    {
      type: 'dataset_DatasetPackage',
      spdxId: 'urn:x:d',
      creationInfo: '_:c',
      name: 'set',
      dataset_datasetType: ['text'],
      originatedBy: ['urn:x:agent'],
      builtTime: '2026-01-01T00:00:00Z',
      releaseTime: '2026-01-01T00:00:00Z',
      software_primaryPurpose: 'data',
      software_downloadLocation: 'https://a.example/d',
    },
    {
      type: 'Relationship',
      spdxId: 'urn:x:r',
      creationInfo: '_:c',
      from: 'urn:x:m',
      relationshipType: 'trainedOn',
      to: ['urn:x:d'],
      completeness: 'complete',
    },
  ],
}
