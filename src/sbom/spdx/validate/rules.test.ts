import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkSpdx } from '../validate.ts'
import { SPDX_RULES, type SpdxRule } from './findings.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld'
const API_RECORD =
  '{"schema":"assay/spdx-item/1","kind":"model","artifacts":[],"attributes":[{"name":"source","value":"provider-api"}]}'

type Fields = Readonly<Record<string, unknown>>

const document = (changes: Fields = {}): Fields => ({
  type: 'SpdxDocument',
  spdxId: 'urn:x:doc',
  rootElement: ['urn:x:pkg'],
  ...changes,
})
const pkg = (changes: Fields = {}): Fields => ({
  type: 'software_Package',
  spdxId: 'urn:x:pkg',
  name: 'p',
  ...changes,
})
const model = (changes: Fields = {}): Fields => ({
  ...pkg({ type: 'ai_AIPackage', spdxId: 'urn:x:model', software_primaryPurpose: 'model' }),
  ...changes,
})
const build = (changes: Fields = {}): Fields => ({
  type: 'build_Build',
  spdxId: 'urn:x:build',
  build_buildType: 'urn:x:type',
  ...changes,
})
const related = (
  relationshipType: string,
  from: string,
  to: readonly unknown[],
  changes: Fields = {},
): Fields => ({
  type: 'Relationship',
  spdxId: `urn:x:${relationshipType}-${from}`,
  relationshipType,
  from,
  to,
  ...changes,
})
const inBuild = (type: string, to: string): Fields =>
  related(type, 'urn:x:build', [to], { type: 'LifecycleScopedRelationship', scope: 'build' })
const hash = (algorithm: string, hashValue: string): Fields => ({ type: 'Hash', algorithm, hashValue })
const claims = (...profileConformance: readonly string[]): Fields => document({ profileConformance })
const LICENSES = ['hasConcludedLicense', 'hasDeclaredLicense'].map((type) =>
  related(type, 'urn:x:model', ['expandedlicensing_NoAssertionLicense']),
)
const WHOLE_MODEL = model({
  releaseTime: '2026-01-01T00:00:00Z',
  suppliedBy: { type: 'Organization', spdxId: 'urn:x:org', creationInfo: '_:c', name: 'o' },
  software_downloadLocation: 'https://x.example/m',
  software_packageVersion: '1',
})

interface Examples {
  readonly broken: readonly (readonly Fields[])[]
  readonly kept: readonly (readonly Fields[])[]
}

const EXAMPLES: Readonly<Record<SpdxRule, Examples>> = {
  document: { broken: [[document(), document({ spdxId: 'urn:x:two' })]], kept: [[document()]] },
  class: {
    broken: [[pkg({ type: 'software_Thing' })], [pkg({ type: 'Element' })], [pkg({ type: 7 })]],
    kept: [[{ type: 'Bundle', spdxId: 'urn:x:b', rootElement: ['urn:x:pkg'] }]],
  },
  property: {
    broken: [
      [pkg({ ai_domain: ['x'] })],
      [build({ build_buildType: undefined })],
      [model({ ai_domain: 'x' })],
      [{ type: 'dataset_DatasetPackage', spdxId: 'urn:x:d', dataset_datasetType: [] }],
      [related('contains', 'urn:x:pkg', [])],
      [pkg(JSON.parse('{"__proto__":1}') as Fields)],
    ],
    kept: [[model({ ai_domain: ['x'] })], [build()]],
  },
  value: {
    broken: [
      [pkg({ name: 7 })],
      [pkg({ releaseTime: '2026-01-01' })],
      [pkg({ software_primaryPurpose: 'weights' })],
      [
        {
          type: 'dataset_DatasetPackage',
          spdxId: 'urn:x:d',
          dataset_datasetType: ['text'],
          dataset_datasetSize: -1,
        },
      ],
      [pkg({ suppliedBy: 'someone' })],
    ],
    kept: [
      [pkg({ releaseTime: '2026-01-01T00:00:00Z' })],
      [
        {
          type: 'dataset_DatasetPackage',
          spdxId: 'urn:x:d',
          dataset_datasetType: ['text'],
          dataset_datasetSize: 0,
        },
      ],
    ],
  },
  id: { broken: [[pkg(), pkg({ name: 'q' })], [pkg({ spdxId: '_:p' })]], kept: [[pkg()]] },
  reference: {
    broken: [
      [pkg({ suppliedBy: 'urn:x:nobody' })],
      [pkg({ suppliedBy: 'urn:x:pkg' })],
      [pkg({ suppliedBy: 'NoAssertionElement' })],
      [pkg({ suppliedBy: { type: 'Tool', spdxId: 'urn:x:t', creationInfo: '_:c' } })],
    ],
    kept: [
      [pkg({ suppliedBy: 'SpdxOrganization' })],
      [
        pkg({ suppliedBy: 'urn:x:abroad' }),
        document({ import: [{ type: 'ExternalMap', externalSpdxId: 'urn:x:abroad' }] }),
      ],
    ],
  },
  'creation-info': {
    broken: [
      [
        {
          type: 'CreationInfo',
          created: '2026-01-01T00:00:00Z',
          createdBy: ['urn:x:me'],
          specVersion: '2.3.0',
        },
      ],
    ],
    kept: [[pkg()]],
  },
  collection: {
    broken: [
      [{ type: 'Bom', spdxId: 'urn:x:bom', element: ['urn:x:pkg'] }, pkg()],
      [document(), pkg(), { type: 'Bom', spdxId: 'urn:x:bom', rootElement: ['urn:x:doc'] }],
    ],
    kept: [[{ type: 'Bom', spdxId: 'urn:x:bom', element: ['urn:x:pkg'], rootElement: ['urn:x:pkg'] }, pkg()]],
  },
  relationship: {
    broken: [
      [pkg(), related('hasDeclaredLicense', 'urn:x:pkg', ['urn:x:pkg'])],
      [pkg(), related('hasInput', 'urn:x:pkg', ['NoneElement'])],
      [build(), pkg(), related('invokedBy', 'urn:x:build', ['urn:x:pkg'])],
      [pkg(), related('dependsOn', 'urn:x:pkg', ['urn:x:pkg'])],
      [pkg(), model(), related('contains', 'urn:x:pkg', ['urn:x:model', 'NoneElement'])],
      [pkg(), related('affects', 'urn:x:pkg', ['urn:x:pkg'])],
    ],
    kept: [
      [build(), inBuild('invokedBy', 'NoAssertionElement')],
      [pkg(), related('hasDeclaredLicense', 'urn:x:pkg', ['https://spdx.org/licenses/MIT'])],
      [pkg(), related('contains', 'urn:x:pkg', ['NoneElement'])],
    ],
  },
  hash: {
    broken: [
      [pkg({ verifiedUsing: [hash('sha256', COMMIT)] })],
      [pkg({ verifiedUsing: [hash('sha1', `${COMMIT}0`)] })],
      [pkg({ verifiedUsing: [hash('md5', 'not hexadecimal')] })],
    ],
    kept: [[pkg({ verifiedUsing: [hash('sha1', COMMIT), hash('blake3', 'ab')] })]],
  },
  'git-id': {
    broken: [
      [pkg({ software_packageVersion: COMMIT, verifiedUsing: [hash('sha1', COMMIT)] })],
      [
        pkg({
          software_packageUrl: `pkg:huggingface/a/b@${COMMIT}`,
          verifiedUsing: [hash('sha1', COMMIT)],
        }),
      ],
      [
        build({
          build_configSourceUri: [`git+https://x.example/r@${COMMIT}`],
          build_configSourceDigest: [hash('sha1', COMMIT)],
        }),
      ],
    ],
    kept: [[pkg({ software_packageVersion: COMMIT, verifiedUsing: [hash('sha1', 'f'.repeat(40))] })]],
  },
  'api-model': {
    broken: [
      [
        model({ verifiedUsing: [hash('md5', 'a'.repeat(32))] }),
        {
          type: 'Annotation',
          spdxId: 'urn:x:n',
          annotationType: 'other',
          subject: 'urn:x:model',
          statement: API_RECORD,
        },
      ],
    ],
    kept: [
      [
        model(),
        {
          type: 'Annotation',
          spdxId: 'urn:x:n',
          annotationType: 'other',
          subject: 'urn:x:model',
          statement: API_RECORD,
        },
      ],
    ],
  },
  profile: {
    broken: [
      [claims('core', 'ai'), model(), ...LICENSES],
      [claims('core', 'ai'), WHOLE_MODEL],
      [claims('core', 'ai'), WHOLE_MODEL, ...LICENSES, { ...LICENSES[0]!, spdxId: 'urn:x:again' }],
      [
        claims('core', 'dataset'),
        { type: 'dataset_DatasetPackage', spdxId: 'urn:x:d', dataset_datasetType: ['text'] },
      ],
      [claims('core', 'build'), build(), inBuild('hasInput', 'NoneElement')],
      [claims('core', 'build'), pkg()],
      [claims('core', 'software'), pkg({ name: undefined })],
    ],
    kept: [
      [claims('core', 'ai'), WHOLE_MODEL, ...LICENSES],
      [claims('core'), model()],
      [
        claims('core', 'build'),
        build(),
        ...['hasInput', 'hasOutput', 'invokedBy'].map((type) => inBuild(type, 'NoAssertionElement')),
      ],
    ],
  },
  identity: {
    broken: [[pkg({ software_packageUrl: 'https://x.example/p' })]],
    kept: [[pkg({ software_packageUrl: 'pkg:pypi/p@1', software_packageVersion: '1' })]],
  },
  license: {
    broken: [
      [
        {
          type: 'simplelicensing_LicenseExpression',
          spdxId: 'urn:x:l',
          simplelicensing_licenseExpression: 'as is',
        },
      ],
    ],
    kept: [
      [
        {
          type: 'simplelicensing_LicenseExpression',
          spdxId: 'urn:x:l',
          simplelicensing_licenseExpression: '(MIT OR Apache-2.0) AND LicenseRef-x',
        },
      ],
    ],
  },
  dictionary: {
    broken: [
      [
        model({
          ai_metric: [
            { type: 'DictionaryEntry', key: 'a', value: '1' },
            { type: 'DictionaryEntry', key: 'a', value: '2' },
          ],
        }),
      ],
    ],
    kept: [[model({ ai_metric: [{ type: 'DictionaryEntry', key: 'a' }] })]],
  },
  time: {
    broken: [
      [pkg({ builtTime: '2026-02-30T00:00:00Z' })],
      [build({ build_buildStartTime: '2026-02-02T00:00:00Z', build_buildEndTime: '2026-02-01T00:00:00Z' })],
    ],
    kept: [[pkg({ builtTime: '2024-02-29T00:00:00Z' })]],
  },
}

describe('rules for documents of SPDX', () => {
  for (const rule of Object.keys(SPDX_RULES) as SpdxRule[]) {
    for (const [i, elements] of EXAMPLES[rule].broken.entries())
      it(`${rule} finds example ${i + 1}`, () => {
        assert.ok(
          checked(elements).some((p) => p.rule === `spdx-${rule}`),
          JSON.stringify(checked(elements)),
        )
      })
    for (const [i, elements] of EXAMPLES[rule].kept.entries())
      it(`${rule} lets example ${i + 1} be`, () => {
        assert.deepEqual(
          checked(elements).filter((p) => p.severity === 'error'),
          [],
        )
      })
  }
})

function checked(elements: readonly Fields[]) {
  const own = elements.map((e) => (e['type'] === 'CreationInfo' ? e : { creationInfo: '_:c', ...e }))
  const ids = new Set(elements.map((e) => e['spdxId']))
  const graph = [
    {
      type: 'CreationInfo',
      '@id': '_:c',
      created: '2026-01-01T00:00:00Z',
      createdBy: ['urn:x:me'],
      specVersion: '3.0.1',
    },
    { type: 'Agent', spdxId: 'urn:x:me', creationInfo: '_:c' },
    ...(ids.has('urn:x:doc') ? [] : [{ ...document(), creationInfo: '_:c' }]),
    ...(ids.has('urn:x:pkg') ? [] : [{ ...pkg(), creationInfo: '_:c' }]),
    ...own,
  ]
  // As a document has it: what is undefined is not there.
  return checkSpdx(JSON.parse(JSON.stringify({ '@context': CONTEXT, '@graph': graph })))
}
