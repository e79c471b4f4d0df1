import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bom } from '../../../test/sbom/inventory-arbitrary.ts'
import { checkSpdx, validateSpdx } from './validate.ts'
import { writeSpdx } from './write.ts'

const schemaPath = join(import.meta.dirname, '../../../../shared/schemas/spdx-3.0.1.schema.json')
const skip = existsSync(schemaPath) ? false : 'the official SPDX 3.0.1 schema is not beside the repository'

describe('written documents', () => {
  it('keep all rules of their own', () => {
    fc.assert(
      fc.property(bom, (made) => {
        const problems = checkSpdx(JSON.parse(writeSpdx(made)))
        assert.deepEqual(
          problems.filter((p) => p.severity === 'error'),
          [],
        )
      }),
      { numRuns: 200 },
    )
  })

  it('are valid by the official schema', { skip }, async () => {
    const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as object
    await fc.assert(
      fc.asyncProperty(bom, async (made) => {
        const problems = await validateSpdx(JSON.parse(writeSpdx(made)), schema)
        assert.deepEqual(
          problems.filter((p) => p.severity === 'error'),
          [],
        )
      }),
      { numRuns: 200 },
    )
  })
})
