import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import type { Derivation } from '../../lineage/verdict/derivation.ts'
import { editedModel, hostileModel, tensorResult } from './derivation-example.ts'
import { sarif } from './sarif.ts'

const require = createRequire(import.meta.url)

/** The official schema is of draft 4; ajv knows it by the later name of its id. */
function sarifSchema(): object {
  const path = require
    .resolve('@microsoft/jest-sarif')
    .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json')
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  return { $id: id, ...schema }
}

interface Run {
  readonly results: readonly {
    readonly ruleId: string
    readonly level: string
    readonly message: { readonly text: string }
    readonly partialFingerprints: Readonly<Record<string, string>>
  }[]
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly unknown[] },
  ]
}

function runOf(result: Derivation): Run {
  return (JSON.parse(sarif(result)) as { runs: [Run] }).runs[0]
}

describe('SARIF of a derivation', () => {
  it('is what the official schema says', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      sarifSchema(),
    )
    for (const result of [editedModel(), hostileModel(), editedModel({ level: 'U', tensors: [] })])
      assert.ok(validate(JSON.parse(sarif(result))), JSON.stringify(validate.errors, undefined, 1))
  })

  it('has a result for each thing that deviates and a notification for each that was not compared', () => {
    const { results, invocations } = runOf(hostileModel())
    assert.deepEqual(
      results.map((r) => r.ruleId),
      [
        'derive-tensor-extra',
        'derive-tensor-deviates',
        'derive-tensor-missing',
        'derive-field-deviates',
        'derive-structure',
      ].toSorted(
        (a, b) => results.findIndex((r) => r.ruleId === a) - results.findIndex((r) => r.ruleId === b),
      ),
    )
    assert.equal(invocations[0].toolExecutionNotifications.length, 2)
    for (const { message } of results) assert.ok(!message.text.includes(']('))
  })

  it('knows a deviation again whose figures were measured anew, and not one of other bytes', () => {
    const one = runOf(editedModel()).results[0]!
    const again = tensorResult('blk.1.ffn_down.weight', { verdict: 'L0', mismatches: 12 })
    const print = (result: Derivation): unknown => runOf(result).results[0]!.partialFingerprints
    assert.equal(one.level, 'error')
    assert.deepEqual(print(editedModel({ tensors: [again] })), one.partialFingerprints)
    const { candidate } = editedModel()
    const files = [{ ...candidate.files[0]!, digest: `sha256:${'d'.repeat(64)}` }]
    assert.notDeepEqual(print(editedModel({ candidate: { ...candidate, files } })), one.partialFingerprints)
  })

  it('of a model that follows from the reference has no result', () => {
    const { results, invocations } = runOf(editedModel({ level: 'L2', class: 'quantisation', tensors: [] }))
    assert.equal(results.length, 0)
    assert.equal(invocations[0].executionSuccessful, true)
  })
})
