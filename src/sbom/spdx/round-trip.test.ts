import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bom } from '../../../test/sbom/inventory-arbitrary.ts'
import { readSpdx } from './read.ts'
import { writeSpdx } from './write.ts'

describe('a bill of materials as SPDX', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(bom, (made) => {
        assert.deepEqual(readSpdx(JSON.parse(writeSpdx(made))), made)
      }),
      { numRuns: 200 },
    )
  })

  it('is the same text every time', () => {
    fc.assert(
      fc.property(bom, (made) => {
        assert.equal(writeSpdx(structuredClone(made)), writeSpdx(made))
      }),
      { numRuns: 50 },
    )
  })
})
