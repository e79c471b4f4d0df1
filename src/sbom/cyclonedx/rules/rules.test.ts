import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { validateCycloneDx } from '../validate.ts'
import { semanticRules } from './all.ts'

type Json = Record<string, unknown>

/** A small document that no rule has anything to say about. */
function sound(changes: Json = {}, component: Json = {}): Json {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: 'urn:uuid:c7b0e350-5aee-848f-95fc-1a047102c8a7',
    version: 1,
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      component: { type: 'application', 'bom-ref': 'system', name: 'system' },
    },
    components: [{ type: 'library', 'bom-ref': 'a', name: 'a', version: '1.0', ...component }],
    dependencies: [{ ref: 'system', dependsOn: ['a'] }, { ref: 'a' }],
    ...changes,
  }
}

const run = (more: Json): Json =>
  sound({ formulation: [{ workflows: [{ 'bom-ref': 'w', uid: 'w', taskTypes: ['build'], ...more }] }] })
const SHA1 = '0e9e39f249a16976918f6564b8830bc894c89659'
const MODEL = { type: 'machine-learning-model', name: 'gpt' }

/** For each rule: documents that break it, and documents that look like it and do not. */
const CASES: Readonly<Record<string, { readonly broken: readonly Json[]; readonly sound: readonly Json[] }>> =
  {
    'serial-number': {
      broken: [
        sound({ serialNumber: undefined }),
        sound({ serialNumber: 'urn:uuid:00000000-0000-0000-0000-000000000000' }),
      ],
      sound: [sound({ serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79' })],
    },
    'undated-document': { broken: [sound({ metadata: {} })], sound: [] },
    'missing-subject': { broken: [sound({ metadata: { timestamp: '2026-01-01T00:00:00Z' } })], sound: [] },
    'dangling-reference': {
      broken: [
        sound({ dependencies: [{ ref: 'system', dependsOn: ['a', 'b'] }, { ref: 'a' }] }),
        sound({ compositions: [{ aggregate: 'complete', assemblies: ['b'] }] }),
        sound({}, { ...MODEL, modelCard: { modelParameters: { datasets: [{ ref: 'd' }] } } }),
        run({ inputs: [{ resource: { ref: 'nothing' } }] }),
      ],
      sound: [
        sound({
          compositions: [
            { aggregate: 'unknown', assemblies: ['urn:cdx:c7b0e350-5aee-848f-95fc-1a047102c8a7/1#x'] },
          ],
        }),
      ],
    },
    'duplicate-reference': {
      broken: [sound({}, { components: [{ type: 'file', 'bom-ref': 'a', name: 'f' }] })],
      sound: [],
    },
    'reference-like-link': { broken: [sound({}, { 'bom-ref': 'urn:cdx:x' })], sound: [] },
    'missing-reference': {
      broken: [sound({}, { 'bom-ref': undefined })],
      sound: [sound({}, { pedigree: { ancestors: [{ type: 'library', name: 'b' }] } })],
    },
    'self-dependency': {
      broken: [sound({ dependencies: [{ ref: 'system' }, { ref: 'a', dependsOn: ['a'] }] })],
      sound: [],
    },
    'repeated-dependency': {
      broken: [sound({ dependencies: [{ ref: 'system' }, { ref: 'a' }, { ref: 'a' }] })],
      sound: [],
    },
    'unstated-dependencies': {
      broken: [sound({ dependencies: [{ ref: 'system' }] }), sound({ dependencies: undefined })],
      sound: [],
    },
    'dangling-pointer': {
      broken: [
        sound({
          citations: [
            { pointers: ['/components/7'], timestamp: '2026-01-01T00:00:00Z', attributedTo: 'system' },
          ],
        }),
      ],
      sound: [
        sound({
          citations: [
            { pointers: ['/components/0/name'], timestamp: '2026-01-01T00:00:00Z', attributedTo: 'system' },
          ],
        }),
      ],
    },
    'empty-composition': {
      broken: [sound({ compositions: [{ aggregate: 'complete' }] })],
      sound: [sound({ compositions: [{ aggregate: 'complete', assemblies: ['a'] }] })],
    },
    'contradictory-composition': {
      broken: [
        sound({
          compositions: [
            { aggregate: 'complete', assemblies: ['a'] },
            { aggregate: 'incomplete', assemblies: ['a'] },
          ],
        }),
      ],
      sound: [
        sound({
          compositions: [
            { aggregate: 'complete', assemblies: ['a'] },
            { aggregate: 'incomplete', dependencies: ['a'] },
          ],
        }),
      ],
    },
    'model-card-on-wrong-type': {
      broken: [sound({}, { modelCard: {} })],
      sound: [sound({}, { ...MODEL, modelCard: {} })],
    },
    'data-on-wrong-type': {
      broken: [sound({}, { data: [{ type: 'dataset' }] })],
      sound: [sound({}, { type: 'data', data: [{ type: 'dataset' }] })],
    },
    'hash-of-external-model': {
      broken: [
        sound({}, { ...MODEL, isExternal: true, hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }] }),
        sound(
          {},
          {
            ...MODEL,
            properties: [{ name: 'assay:external', value: 'true' }],
            hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
          },
        ),
      ],
      sound: [sound({}, { ...MODEL, isExternal: true })],
    },
    'external-subject': {
      broken: [
        sound({
          metadata: {
            timestamp: '2026-01-01T00:00:00Z',
            component: { type: 'application', 'bom-ref': 'system', name: 's', isExternal: true },
          },
        }),
      ],
      sound: [sound({}, { isExternal: true })],
    },
    'nameless-component': { broken: [sound({}, { name: ' ' })], sound: [] },
    'moving-version': {
      broken: ['latest', 'main', '^1.2', '>=1.0,<2', '1.*', '~=2.0', '*'].map((version) =>
        sound({}, { version }),
      ),
      sound: ['1.0', 'v2', '1.0-latest', '2024-08-06', SHA1].map((version) => sound({}, { version })),
    },
    'duplicate-component': {
      broken: [
        sound({
          components: [
            { type: 'library', 'bom-ref': 'a', name: 'a', purl: 'pkg:pypi/a@1.0' },
            { type: 'library', 'bom-ref': 'b', name: 'a', purl: 'pkg:pypi/a@1.0' },
          ],
          dependencies: [{ ref: 'system' }, { ref: 'a' }, { ref: 'b' }],
        }),
      ],
      sound: [
        sound(
          {},
          {
            purl: 'pkg:pypi/a@1.0',
            pedigree: { ancestors: [{ type: 'library', name: 'a', purl: 'pkg:pypi/a@1.0' }] },
          },
        ),
      ],
    },
    'invalid-license': {
      broken: [
        sound({}, { licenses: [{ expression: 'MIT OR' }] }),
        sound({}, { licenses: [{ expression: 'constructor' }] }),
      ],
      sound: ['MIT OR Apache-2.0', '(GPL-2.0-only WITH Classpath-exception-2.0) AND LicenseRef-x'].map(
        (expression) => sound({}, { licenses: [{ expression }] }),
      ),
    },
    'hash-length': {
      broken: [sound({}, { hashes: [{ alg: 'SHA-256', content: 'a'.repeat(40) }] })],
      sound: [sound({}, { hashes: [{ alg: 'SHA-1', content: 'a'.repeat(40) }] })],
    },
    'commit-as-hash': {
      broken: [
        sound({}, { version: SHA1, hashes: [{ alg: 'SHA-1', content: SHA1 }] }),
        sound(
          {},
          {
            ...MODEL,
            version: undefined,
            purl: `pkg:huggingface/o/gpt@${SHA1}`,
            hashes: [{ alg: 'SHA-1', content: SHA1 }],
          },
        ),
      ],
      sound: [sound({}, { hashes: [{ alg: 'SHA-1', content: SHA1 }] })],
    },
    'invalid-purl': {
      broken: ['a@1.0', 'pkg:pypi', 'pkg:huggingface/a', 'pkg:huggingface/o/a@main', 'pkg:pypi/A_b@1.0'].map(
        (purl) => sound({}, { purl }),
      ),
      sound: [sound({}, { purl: 'pkg:pypi/a@1.0' })],
    },
    'purl-disagrees': {
      broken: ['pkg:pypi/b@1.0', 'pkg:pypi/a@1.1'].map((purl) => sound({}, { purl })),
      sound: [
        sound({}, { name: 'A_b', purl: 'pkg:pypi/a-b@1.0' }),
        sound({}, { type: 'container', version: '3.12', purl: `pkg:oci/a@sha256:${'a'.repeat(64)}` }),
        sound({}, { group: '@o', purl: 'pkg:npm/%40o/a@1.0' }),
      ],
    },
    'reversed-times': {
      broken: [
        run({ timeStart: '2025-01-02T00:00:00Z', timeEnd: '2025-01-01T00:00:00Z' }),
        run({ timeStart: '2027-01-02T00:00:00Z' }),
      ],
      sound: [run({ timeStart: '2025-01-02T00:00:00+02:00', timeEnd: '2025-01-01T23:00:00Z' })],
    },
    'input-is-output': {
      broken: [
        run({
          inputs: [{ resource: { ref: 'a' } }],
          outputs: [{ type: 'artifact', resource: { ref: 'a' } }],
        }),
      ],
      sound: [run({ inputs: [{ resource: { ref: 'a' } }] })],
    },
    'unofficial-name': {
      broken: ['cdx:mcp:server', 'cdx:ai-ml:model:made_up', 'cdx:gguf:x'].map((name) =>
        sound({}, { properties: [{ name, value: 'x' }] }),
      ),
      sound: [
        'cdx:ai-ml:model:language',
        'cdx:ai-ml:model:hyperparameter:hidden_size',
        'assay:x',
        'cdx:npm:package:path',
      ].map((name) => sound({}, { properties: [{ name, value: 'x' }] })),
    },
  }

describe('rules beyond the schema', () => {
  it('each has its cases', () => {
    assert.deepEqual(Object.keys(CASES).toSorted(), semanticRules.map((r) => r.id).toSorted())
  })

  for (const [rule, { broken, sound: like }] of Object.entries(CASES)) {
    it(rule, () => {
      for (const document of broken) assert.ok(rulesOf(document).includes(rule), JSON.stringify(document))
      for (const document of [...like, sound()])
        assert.ok(!rulesOf(document).includes(rule), JSON.stringify(document))
    })
  }

  it('nothing is wrong with a sound document', () => {
    assert.deepEqual(validateCycloneDx(JSON.parse(JSON.stringify(sound()))), [])
  })
})

function rulesOf(document: Json): string[] {
  return validateCycloneDx(JSON.parse(JSON.stringify(document))).map((p) => p.rule)
}
