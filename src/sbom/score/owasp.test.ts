import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asFields, type Fields } from '../cyclonedx/json-view.ts'
import { bomView } from './bom-view.ts'
import { owaspScore, type ModelScore, type OwaspResult } from './owasp.ts'
import { OWASP_FIELDS, POINTS } from './owasp/fields.ts'

const HEAD = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: 'urn:uuid:1', version: 1 }
const MODEL = { type: 'machine-learning-model', name: 'm' }

function scored(document: object): OwaspResult {
  return owaspScore(bomView(asFields(document) ?? {}))
}

function only(document: object): ModelScore {
  const { models } = scored(document)
  assert.equal(models.length, 1)
  return models[0]!
}

function pointsOf(score: ModelScore): number[] {
  return score.categories.map((c) => c.points)
}

function named(...names: readonly string[]): Fields[] {
  return names.map((name) => ({ name, value: 'yes' }))
}

describe('OWASP AIBOM score', () => {
  it('has the 48 fields of the registry', () => {
    assert.equal(OWASP_FIELDS.length, 48)
    const count = (category: string): number => OWASP_FIELDS.filter((f) => f.category === category).length
    assert.deepEqual(Object.keys(POINTS).map(count), [4, 5, 7, 28, 4])
    assert.equal(
      Object.values(POINTS).reduce((a, b) => a + b),
      100,
    )
  })

  it('adds up categories and takes both penalties', () => {
    const score = only({
      ...HEAD,
      components: [
        {
          ...MODEL,
          version: '1.0',
          purl: 'pkg:huggingface/org/m@1.0',
          description: 'A model for tests',
        },
      ],
    })
    // required 4/4 × 20 = 20; metadata 0/5; basic 5/7 × 20 = 14.29; card 0/17; references 0/4.
    assert.deepEqual(pointsOf(score), [20, 0, 14.3, 0, 0])
    assert.equal(score.subtotal, 34.3)
    // Critical: primaryPurpose and suppliedBy, so × 0.9. Important: ten, so × 0.95. 34.3 × 0.855 = 29.33.
    assert.equal(score.penalty.toFixed(4), '0.8550')
    assert.equal(score.score, 29.3)
    assert.equal(score.profile, 'incomplete')
  })

  it('takes a fifth off when more than three critical fields are missing', () => {
    const score = only({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: MODEL.type }] })
    // required 2/4 × 20 = 10; basic 1/7 × 20 = 2.857, 2.9; (10 + 2.9) × 0.8 × 0.95 = 9.804.
    assert.deepEqual(pointsOf(score), [10, 0, 2.9, 0, 0])
    assert.equal(score.score, 9.8)
  })

  it('takes nothing off for one critical and four important fields', () => {
    const score = only({
      ...HEAD,
      metadata: { properties: named('primaryPurpose') },
      components: [
        {
          ...MODEL,
          version: '1',
          purl: 'pkg:huggingface/o/m@1',
          description: 'd',
          licenses: [{ license: { id: 'MIT' } }],
          externalReferences: [{ type: 'distribution', url: 'https://models.example/m' }],
          modelCard: {
            modelParameters: { modelArchitecture: 'llama', datasets: [{ ref: 'd' }] },
            considerations: { technicalLimitations: ['English only'] },
          },
        },
      ],
    })
    // required 20; metadata 1/5 × 20 = 4; basic 7/7 = 20; card 3/17 × 30 = 5.294, 5.3; references 1/4 × 10 = 2.5.
    assert.deepEqual(pointsOf(score), [20, 4, 20, 5.3, 2.5])
    const important = score.missing.filter((m) => m.tier === 'important').map((m) => m.name)
    // Five important ones are missing, which is one too many.
    assert.deepEqual(important, [
      'ethicalConsiderations',
      'energyConsumption',
      'hyperparameter',
      'safetyRiskAssessment',
      'intendedUse',
    ])
    assert.equal(score.penalty, 0.95)
    // 51.8 × 0.95 = 49.21.
    assert.equal(score.score, 49.2)
    // 40 are reached and the five fields are there.
    assert.equal(score.profile, 'basic')
  })

  it('lets one section of the card stand for two fields', () => {
    const card = { considerations: { ethicalConsiderations: [{ name: 'bias' }] } }
    const score = only({ ...HEAD, components: [{ ...MODEL, modelCard: card }] })
    // ethicalConsiderations and safetyRiskAssessment: 2/17 × 30 = 3.529.
    assert.deepEqual(pointsOf(score), [20, 0, 5.7, 3.5, 0])
  })

  it('asks for fields of GGUF files of those alone that have one', () => {
    const card = (...names: string[]): object => ({
      ...HEAD,
      components: [
        {
          ...MODEL,
          modelCard: { properties: named(...names.map((n) => `genai:aibom:modelcard:${n}`)) },
        },
      ],
    })
    // 3/(17 + 3) × 30 = 4.5
    assert.equal(pointsOf(only(card('vocabSize', 'contextLength', 'blockCount')))[3], 4.5)
    // 1/17 × 30 = 1.76
    assert.equal(pointsOf(only(card('hyperparameter')))[3], 1.8)
  })

  it('rounds as Python does: of two that are as near, the even one', () => {
    // 6 fields of GGUF files and one other would be 7/23; with seven of them and none else 7/24 × 30 = 8.75.
    const properties = named(
      ...[
        'vocabSize',
        'tokenizerClass',
        'contextLength',
        'embeddingLength',
        'blockCount',
        'attentionHeadCount',
        'feedForwardLength',
      ].map((n) => `genai:aibom:modelcard:${n}`),
    )
    assert.equal(pointsOf(only({ ...HEAD, components: [{ ...MODEL, modelCard: { properties } }] }))[3], 8.8)
    // 3/(17 + 7) of which the others are named in place: 7/24 is 8.75, 9/24 is 11.25, which goes down to 11.2.
    const modelCard = {
      properties: properties.slice(0, 7),
      modelParameters: { modelArchitecture: 'llama', datasets: [{ ref: 'd' }] },
    }
    assert.equal(pointsOf(only({ ...HEAD, components: [{ ...MODEL, modelCard }] }))[3], 11.2)
  })

  it('gives 100 and the advanced profile to what has all', () => {
    const score = only({
      ...HEAD,
      metadata: {
        properties: named(
          ...OWASP_FIELDS.filter((f) => ['metadata', 'component_model_card'].includes(f.category)).map(
            (f) => f.name,
          ),
        ),
      },
      components: [
        {
          ...MODEL,
          version: '1',
          purl: 'pkg:huggingface/o/m@1',
          description: 'd',
          licenses: [{ license: { id: 'MIT' } }],
          externalReferences: ['vcs', 'website', 'documentation'].map((type) => ({
            type,
            url: 'https://models.example/m',
          })),
        },
      ],
    })
    assert.deepEqual(pointsOf(score), [20, 20, 20, 30, 10])
    assert.deepEqual([score.score, score.penalty, score.profile], [100, 1, 'advanced'])
    assert.deepEqual(score.missing, [])
  })

  it('does not see what CycloneDX has a place for, and says where it stands', () => {
    const score = only({
      ...HEAD,
      components: [
        { ...MODEL, supplier: { name: 'Org' }, modelCard: { modelParameters: { task: 'text-generation' } } },
      ],
    })
    const places = score.missing.flatMap((m) => (m.saidIn === undefined ? [] : [[m.name, m.saidIn]]))
    assert.deepEqual(places, [
      ['primaryPurpose', 'modelCard.modelParameters.task'],
      ['suppliedBy', 'supplier.name'],
    ])
  })

  it('scores every model and gives the mean', () => {
    const result = scored({
      ...HEAD,
      components: [{ ...MODEL, version: '1' }, { type: 'library', name: 'l' }, MODEL],
    })
    // 20 + 3/7 × 20 = 28.6, × 0.855 = 24.5; 20 + 2/7 × 20 = 25.7, three critical ones missing, × 0.855 = 22.0.
    assert.deepEqual(
      result.models.map((m) => m.score),
      [24.5, 22],
    )
    // 23.25 is a tie.
    assert.equal(result.mean, 23.2)
  })

  it('says what a field would add', () => {
    const { gains } = scored({ ...HEAD, components: [MODEL] })
    // With primaryPurpose: 25.7 + 4 = 29.7, two critical ones missing, × 0.855 = 25.4; without 22.0.
    const gain = gains.find((g) => g.field === 'primaryPurpose')
    assert.deepEqual(gain, { field: 'primaryPurpose', tier: 'critical', models: 1, points: 3.4 })
  })

  it('has nothing to score without a model', () => {
    assert.deepEqual(scored({ ...HEAD, components: [{ type: 'library', name: 'l' }] }), {
      models: [],
      gains: [],
    })
  })
})
