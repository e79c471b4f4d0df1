import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asFields } from '../cyclonedx/json-view.ts'
import { bomView } from './bom-view.ts'
import { g7Elements, type ElementResult, type G7Result } from './g7.ts'

const SHA256 = 'a'.repeat(64)
const MODEL = { type: 'machine-learning-model', name: 'm' }

function elements(document: object): G7Result {
  return g7Elements(bomView(asFields(document) ?? {}))
}

function element(document: object, path: string): ElementResult {
  const [cluster, name] = path.split('/')
  const found = elements(document).elements.find((e) => e.cluster === cluster && e.name === name)
  assert.ok(found, path)
  return found
}

function stateOf(document: object, path: string): string {
  return element(document, path).state
}

function ofModel(model: object, name: string): ElementResult {
  return element({ components: [{ ...MODEL, ...model }] }, `models/${name}`)
}

function ofDataset(dataset: object, name: string): ElementResult {
  return element({ components: [{ type: 'data', name: 'd', ...dataset }] }, `datasets/${name}`)
}

describe('G7 minimum elements', () => {
  it('are 50 in seven clusters, five of them required', () => {
    const { elements: all, clusters } = elements({ components: [MODEL, { type: 'data', name: 'd' }] })
    assert.equal(all.length, 50)
    assert.deepEqual(
      clusters.map((c) => [c.cluster, c.applicable]),
      [
        ['metadata', 10],
        ['system', 9],
        ['models', 13],
        ['datasets', 10],
        ['infrastructure', 2],
        ['security', 4],
        ['performance', 2],
      ],
    )
    assert.deepEqual(
      all.filter((e) => e.required).map((e) => e.name),
      ['name', 'identifier', 'version', 'hash-value', 'hash-algorithm'],
    )
  })

  it('does not ask of models and datasets that are not there', () => {
    const result = elements({})
    assert.deepEqual([result.present, result.applicable, result.notApplicable, result.errors], [0, 27, 23, 0])
  })

  it('is present when every model has it, and says how many do and where', () => {
    const version = element({ components: [{ ...MODEL, version: '1' }, MODEL] }, 'models/version')
    assert.deepEqual(version, {
      cluster: 'models',
      name: 'version',
      required: true,
      state: 'absent',
      has: 1,
      of: 2,
      foundIn: [{ place: 'version', subjects: 1 }],
      missingIn: ['m'],
    })
  })

  it('counts required elements that are absent as errors', () => {
    assert.equal(elements({ components: [MODEL] }).errors, 4)
  })

  describe('of models', () => {
    it('take a digest of the model, or of all its weights, or of what is downloaded', () => {
      const hashes = [{ alg: 'SHA-256', content: SHA256 }]
      const weights = { type: 'file', name: 'model.safetensors', hashes }
      assert.equal(ofModel({ hashes }, 'hash-value').state, 'present')
      assert.equal(ofModel({ components: [weights] }, 'hash-value').state, 'present')
      const one = [weights, { type: 'file', name: 'model-2.safetensors' }]
      assert.equal(ofModel({ components: one }, 'hash-value').state, 'absent')
      const readme = [{ type: 'file', name: 'README.md', hashes }]
      assert.equal(ofModel({ components: readme }, 'hash-value').state, 'absent')
      const reference = [{ type: 'distribution', url: 'https://models.example/m', hashes }]
      assert.equal(ofModel({ externalReferences: reference }, 'hash-value').state, 'present')
    })

    it('ask for an algorithm that NIST approves', () => {
      const state = (alg: string): string =>
        ofModel({ hashes: [{ alg, content: SHA256 }] }, 'hash-algorithm').state
      assert.deepEqual(['SHA-256', 'SHA3-256', 'SHA-512', 'MD5', 'SHA-1', 'BLAKE3'].map(state), [
        'present',
        'present',
        'present',
        'absent',
        'absent',
        'absent',
      ])
    })

    it('take no word for a digest', () => {
      const hashes = [{ alg: 'SHA-256', content: 'unknown' }]
      assert.equal(ofModel({ hashes }, 'hash-value').state, 'absent')
    })

    it('ask for no digest of a model behind an interface', () => {
      const id = { properties: [{ name: 'assay:model-id', value: 'gpt-4o' }] }
      for (const model of [id, { isExternal: true }]) {
        const hash = ofModel(model, 'hash-value')
        assert.deepEqual([hash.state, hash.of], ['not-applicable', 0])
      }
    })

    it('ask for one of what can be downloaded, and of what is served from files that are here', () => {
      const purl = 'pkg:huggingface/o/m@1'
      assert.equal(ofModel({ isExternal: true, purl }, 'hash-value').state, 'absent')
      const properties = [{ name: 'assay:model-id', value: 'models/m' }]
      const components = [{ type: 'file', name: 'model.safetensors' }]
      assert.equal(ofModel({ properties, components }, 'hash-value').state, 'absent')
    })

    it('take no word for nothing: unknown, NOASSERTION, empty', () => {
      for (const version of ['unknown', 'NOASSERTION', ' ', '']) {
        assert.equal(ofModel({ version }, 'version').state, 'absent', version)
      }
    })

    it('are those of a wrong type as well, when a card or a package URL gives them away', () => {
      const document = { components: [{ type: 'library', name: 'x', purl: 'pkg:huggingface/o/x@1' }] }
      assert.equal(element(document, 'models/name').of, 1)
      assert.equal(element({ components: [{ type: 'application', modelCard: {} }] }, 'models/name').of, 1)
    })

    it('are found at any depth and as what the document is about', () => {
      const document = {
        metadata: { component: MODEL },
        components: [{ type: 'application', name: 'a', components: [MODEL] }],
      }
      assert.equal(element(document, 'models/name').of, 2)
    })

    it('read properties of any tool by the end of their names', () => {
      const count = { properties: [{ name: 'vendor:model:parameterCount', value: '7B' }] }
      assert.equal(ofModel(count, 'properties').state, 'present')
      const unsaid = { properties: [{ name: 'vendor:model:parameterCount', value: 'unknown' }] }
      assert.equal(ofModel(unsaid, 'properties').state, 'absent')
    })

    it('were made when the run that they came out of ended', () => {
      const document = {
        components: [{ ...MODEL, 'bom-ref': 'm' }],
        formulation: [
          { workflows: [{ timeEnd: '2026-01-01T00:00:00Z', outputs: [{ resource: { ref: 'm' } }] }] },
        ],
      }
      assert.equal(stateOf(document, 'models/timestamp'), 'present')
      assert.equal(stateOf(document, 'models/training-properties'), 'present')
    })
  })

  describe('of datasets', () => {
    it('are not asked of configurations and prompts', () => {
      assert.equal(ofDataset({ data: [{ type: 'configuration' }] }, 'name').of, 0)
      assert.equal(ofDataset({ data: [{ type: 'dataset' }] }, 'name').of, 1)
      assert.equal(ofDataset({}, 'name').of, 1)
    })

    it('take no single word for a description', () => {
      assert.equal(ofDataset({ data: [{ type: 'dataset', description: 'train' }] }, 'description').of, 1)
      assert.equal(
        ofDataset({ data: [{ type: 'dataset', description: 'train' }] }, 'description').state,
        'absent',
      )
      assert.equal(ofDataset({ description: 'Questions and answers' }, 'description').state, 'present')
    })

    it('are those too that a model card describes in place', () => {
      const document = {
        components: [
          {
            ...MODEL,
            modelCard: {
              modelParameters: {
                datasets: [
                  { ref: 'd' },
                  { type: 'dataset', name: 'inline', contents: { url: 'https://data.example/d' } },
                ],
              },
            },
          },
        ],
      }
      assert.equal(element(document, 'datasets/name').of, 1)
      assert.equal(stateOf(document, 'datasets/identifier'), 'present')
      assert.equal(stateOf(document, 'datasets/dependency-relationship'), 'present')
    })

    it('count a statement that nothing in them is sensitive', () => {
      const data = [{ type: 'dataset', sensitiveData: ['none'] }]
      assert.equal(ofDataset({ data }, 'sensitivity').state, 'present')
    })
  })

  it('reads the tools of every version', () => {
    const tool = [{ name: 't', version: '1' }]
    for (const tools of [tool, { components: tool }, { services: tool }]) {
      assert.equal(stateOf({ metadata: { tools } }, 'metadata/tool-version'), 'present')
    }
  })

  it('takes no tool for an author', () => {
    assert.equal(stateOf({ metadata: { tools: [{ name: 't' }] } }, 'metadata/author'), 'absent')
    assert.equal(stateOf({ metadata: { authors: [{ name: 'A' }] } }, 'metadata/author'), 'present')
  })

  it('tells metrics of security from those of performance', () => {
    const metrics = (type: string): object => ({
      components: [
        { ...MODEL, modelCard: { quantitativeAnalysis: { performanceMetrics: [{ type, value: '1' }] } } },
      ],
    })
    assert.equal(stateOf(metrics('jailbreak success rate'), 'performance/security-metrics'), 'present')
    assert.equal(stateOf(metrics('jailbreak success rate'), 'performance/operational-performance'), 'absent')
    assert.equal(stateOf(metrics('accuracy'), 'performance/operational-performance'), 'present')
  })
})
