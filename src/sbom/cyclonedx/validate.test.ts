import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bom } from '../../../test/sbom/inventory-arbitrary.ts'
import { CYCLONEDX_VERSIONS } from './document.ts'
import { validateCycloneDx } from './validate.ts'
import { writeCycloneDx } from './write.ts'

describe('documents of generated inventories', () => {
  for (const version of CYCLONEDX_VERSIONS) {
    it(`are valid CycloneDX ${version}, by the schema and by the rules`, () => {
      fc.assert(
        fc.property(bom, (value) => {
          const document: unknown = JSON.parse(
            writeCycloneDx(value, version, { unknowns: () => ['version', 'license'] }),
          )
          assert.deepEqual(
            validateCycloneDx(document).filter((p) => p.severity === 'error'),
            [],
          )
        }),
        { numRuns: 200 },
      )
    })
  }
})
