import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { asFields } from '../cyclonedx/json-view.ts'
import { readCycloneDx } from '../cyclonedx/read.ts'
import { scoreBom, type BomScore } from './score.ts'
import { scoreTable } from './table.ts'

function scoreOf(document: object): BomScore {
  const whole = { bomFormat: 'CycloneDX', specVersion: '1.6', ...document }
  const { inventory } = readCycloneDx(whole)
  return scoreBom({ kind: 'cyclonedx', document: whole, cyclonedx: whole, inventory })
}

function tableOf(document: object, verbose = false): string {
  return scoreTable(scoreOf(document), { shown: 'bom.json', verbose })
}

const WORDS = [
  'name',
  'value',
  'type',
  'ref',
  'alg',
  'content',
  'url',
  'properties',
  'components',
  'data',
  'hashes',
  'modelCard',
  'modelParameters',
  'considerations',
  'datasets',
  'externalReferences',
  'workflows',
  'outputs',
  'resource',
  'authors',
  'tools',
  '__proto__',
] as const

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, '', 'machine-learning-model', 'data', 'dataset', 'x', '\u001b[31m'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('any'), { maxKeys: 5 }),
  ),
})).any

describe('score of a document', () => {
  it('gives three numbers for any document and crashes on none', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'components',
            'metadata',
            'services',
            'dependencies',
            'formulation',
            'declarations',
          ),
          value,
        ),
        (document) => {
          const score = scoreOf(document)
          assert.equal(score.g7.elements.length, 50)
          assert.ok(score.owasp.models.every((m) => m.score >= 0 && m.score <= 100))
          assert.ok(score.coverage.weighted >= 0 && score.coverage.weighted <= 1)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('shows no line wider than 80 columns and no control character', () => {
    const name = `\u001b[31m${'long '.repeat(40)}`
    const table = tableOf({
      components: [
        { type: 'machine-learning-model', name },
        { type: 'data', name },
      ],
    })
    assert.ok(table.split('\n').every((line) => line.length <= 80))
    assert.ok(!table.includes('\u001b'))
  })

  it('begins with the numbers', () => {
    const lines = tableOf({ components: [{ type: 'machine-learning-model', name: 'm' }] }).split('\n')
    assert.equal(lines[0], 'bom.json: CycloneDX with 1 model and 0 datasets')
    assert.match(lines[2]!, /^Coverage of the record {4}0\.0 % {3}0 of \d+ questions answered$/)
    // (2/4 × 20 + 2/7 × 20) × 0.8 × 0.95 = 15.7 × 0.76 = 11.9
    assert.deepEqual(lines.slice(3, 5), [
      'G7 minimum elements        4/40   4 required missing, 10 not applicable',
      'OWASP AIBOM score          11.9   of 100, profile incomplete',
    ])
  })

  it('has no OWASP score without a model', () => {
    const table = tableOf({})
    assert.match(table, /OWASP AIBOM score {8,}- {3}no model to score/)
    assert.ok(!table.includes('What would raise'))
  })

  it('follows nothing that is nested without end', () => {
    let component: object = { type: 'machine-learning-model', name: 'm' }
    for (let i = 0; i < 5000; i++)
      component = { type: 'machine-learning-model', name: 'm', components: [component] }
    let list: unknown = []
    for (let i = 0; i < 20_000; i++) list = [list]
    const score = scoreOf({ components: [component, { type: 'data', data: list, licenses: list }] })
    assert.equal(score.models, 65)
  })

  it('does not take the fields of a prototype', () => {
    const document: unknown = JSON.parse(
      '{"components":[{"type":"machine-learning-model","__proto__":{"version":"1"}}]}',
    )
    const { g7 } = scoreOf(asFields(document) ?? {})
    const version = g7.elements.find((e) => e.cluster === 'models' && e.name === 'version')
    assert.equal(version?.state, 'absent')
  })
})
