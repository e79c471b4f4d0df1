import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute, AttributeName } from '../../model/attribute.ts'
import type { ComponentKind, InventoryItem, Relation } from '../../model/component.ts'
import type { Bom } from '../bom.ts'
import type { Component, CycloneDxVersion, ExternalReference } from './document.ts'
import { validateCycloneDx } from './validate.ts'
import { cycloneDxDocument } from './write.ts'

const at = { path: 'app.py', range: { unit: 'line', start: 3, end: 3 } } as const
const evidence = { at, says: 'is named here' }
const COMMIT = '0e9e39f249a16976918f6564b8830bc894c89659'
const A = 'a'.repeat(64)
const B = 'b'.repeat(64)

const items: InventoryItem[] = [
  item('model', 'org/base', { version: COMMIT, identity: { purl: `pkg:huggingface/org/base@${COMMIT}` } }),
  item('model', 'tuned', {
    artifacts: ['tuned/model.safetensors', 'tuned/other.safetensors'],
    attributes: [
      attribute('architecture', 'LlamaForCausalLM'),
      attribute('context-length', '8192'),
      attribute('license', 'apache-2.0'),
      attribute('metric', '0.9', 'accuracy'),
      attribute('parameters', '8030261248'),
      attribute('task', 'text-generation'),
    ],
  }),
  item('model', 'gpt-4o', {
    version: '2024-08-06',
    attributes: [
      attribute('model-id', 'gpt-4o-2024-08-06'),
      attribute('role', 'embedding'),
      attribute('provider', 'OpenAI'),
      attribute('source', 'provider-api'),
    ],
  }),
  item('dataset', 'org/corpus', { attributes: [attribute('md5', 'c'.repeat(32))] }),
  item('package', 'one', {
    version: '1.0',
    identity: { purl: 'pkg:pypi/one@1.0' },
    distributions: [{ filename: 'one-1.0.whl', hashes: [{ algorithm: 'sha256', value: A }], size: 7 }],
  }),
  item('package', 'two', {
    version: '1.0',
    distributions: [
      { url: 'https://packages.example/two.whl', hashes: [{ algorithm: 'sha256', value: A }] },
      { hashes: [{ algorithm: 'sha256', value: B }] },
    ],
  }),
  item('plugin', 'remote', {
    attributes: [attribute('endpoint', 'https://mcp.example/x'), attribute('transport', 'http')],
  }),
  item('plugin', 'local', {
    attributes: [attribute('command', 'npx'), attribute('plugin-type', 'mcp-server')],
  }),
  item('prompt', 'system.txt', { attributes: [attribute('prompt-type', 'template')] }),
  item('container', 'team/train', { version: `sha256:${A}` }),
  item('training', 'run', {
    attributes: [
      attribute('entry-point', 'python train.py --lora'),
      attribute('experimenter', 'Ada'),
      attribute('framework', 'trl@0.9'),
      attribute('hyperparameter', '3', 'epochs'),
      attribute('metric', '0.25', 'eval_loss'),
      attribute('metric', '900', 'global_step'),
      attribute('metric', '0.9', 'accuracy'),
      attribute('started-at', '2025-01-01T00:00:00Z'),
      attribute('ended-at', 'yesterday'),
    ],
  }),
]
const relations: Relation[] = [
  relation('model:tuned', 'derived-from', 'model:org/base'),
  relation('training:run', 'provides', 'model:tuned'),
  relation('training:run', 'trained-on', 'dataset:org/corpus'),
  relation('training:run', 'depends-on', 'container:team/train'),
  relation('package:two', 'depends-on', 'package:one'),
]
const bom: Bom = {
  serial: 'urn:uuid:c7b0e350-5aee-848f-95fc-1a047102c8a7',
  version: 2,
  timestamp: '2026-01-01T00:00:00Z',
  tool: { name: 'assay', version: '0.1.0' },
  update: { triggers: ['model'], previousDigest: A, previousVersion: 1 },
  inventory: {
    system: {
      name: 'shop',
      repository: 'https://github.com/o/shop',
      commit: COMMIT,
      attributes: [
        attribute('author', 'Ann <ann@example.org>'),
        attribute('description', 'Sells'),
        attribute('license', 'MIT'),
        attribute('source-url', 'https://git.example/o/mirror'),
        attribute('source-url', 'https://github.com/o/shop'),
        attribute('source-url', 'https://shop.example'),
      ],
    },
    items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    relations,
    artifacts: [
      { path: 'tuned/model.safetensors', digest: `sha256:${A}`, size: 8, format: 'safetensors' },
      { path: 'tuned/other.safetensors', digest: `sha256:${B}`, size: 9, format: 'safetensors' },
    ],
    checks: [
      check('tuned/model.safetensors', 'verified', A),
      check('tuned/other.safetensors', 'mismatch', A),
    ],
    gaps: [{ at: { path: 'broken.lock' }, reason: 'malformed', detail: 'no TOML' }],
  },
}

describe('a bill of materials as CycloneDX', () => {
  for (const version of ['1.7', '1.6'] as const)
    it(`${version} is valid`, () => {
      assert.deepEqual(validateCycloneDx(JSON.parse(JSON.stringify(cycloneDxDocument(bom, version)))), [])
    })

  it('says of the system what its manifest states', () => {
    const system = cycloneDxDocument(bom).metadata.component
    assert.deepEqual(
      [system.description, system.authors, system.licenses],
      [
        'Sells',
        [{ name: 'Ann', email: 'ann@example.org' }],
        [{ license: { id: 'MIT', acknowledgement: 'declared' } }],
      ],
    )
    assert.deepEqual(
      system.externalReferences?.map((r) => `${r.type} ${r.url}`),
      ['vcs https://github.com/o/shop', 'vcs https://git.example/o/mirror', 'website https://shop.example'],
    )
  })

  it('hashes every weight file, and says what comparing it gave', () => {
    const files = component('model:tuned').components!
    assert.deepEqual(
      files.map((f) => [f.type, f.name, f.hashes?.[0]?.content, f.evidence?.identity?.[0]?.confidence]),
      [
        ['file', 'tuned/model.safetensors', A, 1],
        ['file', 'tuned/other.safetensors', B, 0],
      ],
    )
    assert.equal(files[1]!.evidence?.identity?.[0]?.methods[0]?.technique, 'hash-comparison')
    assert.ok(
      files[1]!.properties?.some((p) => p.name === 'assay:checksum:verdict' && p.value === 'mismatch'),
    )
    assert.equal(component('model:tuned').hashes, undefined)
  })

  it('has a model card with what is known', () => {
    const { modelCard, licenses, pedigree } = component('model:tuned')
    assert.deepEqual(modelCard, {
      modelParameters: {
        task: 'text-generation',
        modelArchitecture: 'LlamaForCausalLM',
        datasets: [{ ref: 'dataset:org/corpus' }],
        inputs: [{ format: 'text' }],
        outputs: [{ format: 'text' }],
      },
      quantitativeAnalysis: {
        performanceMetrics: [
          { type: 'accuracy', value: '0.9' },
          { type: 'eval_loss', value: '0.25' },
        ],
      },
      properties: [
        { name: 'cdx:ai-ml:model:parameter:count', value: '8.03B' },
        { name: 'cdx:ai-ml:model:hyperparameter:context_length', value: '8192' },
      ],
    })
    assert.deepEqual(licenses, [{ license: { id: 'Apache-2.0', acknowledgement: 'declared' } }])
    assert.deepEqual(
      pedigree?.ancestors?.map((a) => [a.group, a.name, a.version]),
      [['org', 'base', COMMIT]],
    )
  })

  it('never writes a commit as a hash', () => {
    const text = JSON.stringify(cycloneDxDocument(bom))
    assert.ok(!/"alg":"SHA-1"/.test(text))
  })

  it('keeps models behind an interface apart from those that are held', () => {
    assert.equal(component('model:gpt-4o').isExternal, true)
    const old = component('model:gpt-4o', '1.6')
    assert.equal(old.isExternal, undefined)
    assert.deepEqual(old.properties?.[0], { name: 'assay:external', value: 'true' })
    const { services, dependencies } = cycloneDxDocument(bom)
    assert.ok(services?.some((s) => s['bom-ref'] === 'service:OpenAI' && s['x-trust-boundary'] === true))
    assert.deepEqual(dependencies.find((d) => d.ref === 'model:gpt-4o')?.dependsOn, ['service:OpenAI'])
  })

  it('says what flows to and from models behind an interface, and no class of it', () => {
    const api = cycloneDxDocument(bom).services?.find((s) => s['bom-ref'] === 'service:OpenAI')
    assert.deepEqual(
      api?.data?.map((d) => [d.flow, d.classification]),
      [['bi-directional', 'unknown']],
    )
    const parameters = component('model:gpt-4o').modelCard?.modelParameters
    assert.deepEqual(
      [parameters?.inputs, parameters?.outputs],
      [[{ format: 'text' }], [{ format: 'vector' }]],
    )
  })

  it('gives each distribution its own hashes, and a package only those of a single one', () => {
    assert.deepEqual(component('package:one').hashes, [{ alg: 'SHA-256', content: A }])
    assert.equal(component('package:two').hashes, undefined)
    const urls = (ref: string): string[] =>
      component(ref).externalReferences!.map((r: ExternalReference) => r.url)
    assert.deepEqual(urls('package:one'), ['one-1.0.whl'])
    assert.deepEqual(urls('package:two'), [
      'https://packages.example/two.whl',
      `ni:///sha-256;${Buffer.from(B, 'hex').toString('base64url')}`,
    ])
  })

  it('tells remote plugins from local ones', () => {
    const { services } = cycloneDxDocument(bom)
    assert.deepEqual(services?.find((s) => s.name === 'remote')?.endpoints, ['https://mcp.example/x'])
    assert.equal(component('plugin:local').type, 'application')
    assert.deepEqual(component('plugin:local').tags, ['mcp-server'])
    assert.equal(component('prompt:system.txt').data?.[0]?.type, 'definition')
  })

  it('formulates training runs', () => {
    const [formula] = cycloneDxDocument(bom).formulation!
    assert.deepEqual(
      formula!.components?.map((c) => [c.type, c.name, c.hashes?.[0]?.content]),
      [
        ['container', 'team/train', A],
        ['framework', 'trl', undefined],
      ],
    )
    const [run] = formula!.workflows
    assert.equal(run!.timeStart, '2025-01-01T00:00:00Z')
    assert.equal(run!.timeEnd, undefined)
    assert.deepEqual(run!.inputs, [
      { resource: { ref: 'dataset:org/corpus' } },
      { resource: { ref: 'model:org/base' } },
      { parameters: [{ name: 'epochs', value: '3' }] },
    ])
    assert.deepEqual(run!.outputs?.[0], { type: 'artifact', resource: { ref: 'model:tuned' } })
    assert.deepEqual(run!.steps, [{ commands: [{ executed: 'python train.py --lora' }] }])
    assert.ok(!Object.hasOwn(run!, 'trigger'))
    assert.equal(run!.properties.find((p) => p.name === 'assay:experimenter')?.value, 'Ada')
    assert.deepEqual(run!.runtimeTopology, [
      { ref: 'container:team/train', dependsOn: ['framework:trl@0.9'] },
    ])
  })

  it('says what it does not know', () => {
    const document = cycloneDxDocument(bom, '1.7', {
      unknowns: ({ kind }) => (kind === 'dataset' ? ['version'] : []),
    })
    const dataset = document.components.find((c) => c['bom-ref'] === 'dataset:org/corpus')
    assert.deepEqual(dataset?.properties?.at(-1), { name: 'assay:unknown', value: 'version' })
    assert.deepEqual(document.properties, [{ name: 'assay:gap', value: 'broken.lock malformed: no TOML' }])
    assert.equal(document.annotations?.length, 1)
    assert.deepEqual(document.compositions?.find((c) => c.aggregate === 'incomplete')?.assemblies, ['system'])
    assert.deepEqual(document.compositions?.find((c) => c.aggregate === 'complete')?.assemblies, [
      'model:tuned',
    ])
  })

  it('has an entry in the graph for everything, and no loop through the system', () => {
    const { dependencies } = cycloneDxDocument(bom)
    const refs = new Set(dependencies.map((d) => d.ref))
    for (const { dependsOn = [] } of dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref)
    assert.deepEqual(
      dependencies[0]?.dependsOn?.filter((ref) => ref.startsWith('package:')),
      ['package:two'],
    )
  })
})

function component(ref: string, version: CycloneDxVersion = '1.7'): Component {
  return cycloneDxDocument(bom, version).components.find((c) => c['bom-ref'] === ref)!
}

function item(kind: ComponentKind, name: string, more: Partial<InventoryItem>): InventoryItem {
  const empty = { identity: {}, artifacts: [], attributes: [], distributions: [] }
  return { id: `${kind}:${name}`, kind, name, evidence: [evidence], ...empty, ...more }
}

function attribute(name: AttributeName, value: string, key?: string): Attribute {
  return { name, ...(key !== undefined && { key }), value, status: 'declared', evidence }
}

function relation(from: string, kind: Relation['kind'], to: string): Relation {
  return { from, to, kind, evidence }
}

function check(
  path: string,
  verdict: 'verified' | 'mismatch',
  expected: string,
): Bom['inventory']['checks'][number] {
  return { path, algorithm: 'sha256', expected, authority: 'hf-lfs-oid', verdict }
}
