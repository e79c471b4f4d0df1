import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { hostileReport, PLAIN } from './report-example.ts'
import { json } from './json.ts'
import { sarif } from './sarif.ts'
import { reportJsonSchema, reportSchema } from './schema.ts'

const require = createRequire(import.meta.url)

/** The official schema is of draft 4; ajv knows it by the later name of its id. */
function sarifSchema(): object {
  const path = require
    .resolve('@microsoft/jest-sarif')
    .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json')
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  return { $id: id, ...schema }
}

interface SarifResult {
  readonly suppressions?: readonly unknown[]
  readonly partialFingerprints: object
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } },
  ]
}

describe('report schemas', () => {
  it('a report is what its published JSON Schema says', () => {
    const validate = new Ajv2020({ strict: false }).compile(reportJsonSchema())
    assert.ok(validate(JSON.parse(json(hostileReport()))), JSON.stringify(validate.errors))
    assert.ok(!validate({ ...hostileReport(), extra: true }), 'the schema is closed')
  })

  it('a written report can be read again', () =>
    assert.deepEqual(reportSchema.parse(JSON.parse(json(hostileReport()))), hostileReport()))

  it('SARIF is what the official schema says', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      sarifSchema(),
    )
    assert.ok(
      validate(JSON.parse(sarif(hostileReport(), PLAIN))),
      JSON.stringify(validate.errors, undefined, 1),
    )
  })

  it('SARIF carries fingerprints, suppressions, gaps, and addresses without characters of their own', () => {
    const log = JSON.parse(sarif(hostileReport(), { ...PLAIN, prefix: 'models/' })) as {
      runs: [{ results: SarifResult[]; invocations: [{ toolExecutionNotifications: unknown[] }] }]
    }
    const [{ results, invocations }] = log.runs
    assert.equal(results.filter((r) => r.suppressions).length, 1)
    assert.equal(invocations[0].toolExecutionNotifications.length, 1)
    for (const { partialFingerprints, locations } of results) {
      assert.deepEqual(Object.keys(partialFingerprints), ['assayFinding/v1'])
      assert.match(locations[0].physicalLocation.artifactLocation.uri, /^models\/dir\/[\w%.!~*'()/-]+$/)
    }
  })
})
