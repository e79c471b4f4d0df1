import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bom } from '../../../test/sbom/inventory-arbitrary.ts'
import type { Bom } from '../bom.ts'
import { CYCLONEDX_VERSIONS } from './document.ts'
import { readCycloneDx } from './read.ts'
import { writeCycloneDx } from './write.ts'

describe('CycloneDX of one’s own', () => {
  for (const version of CYCLONEDX_VERSIONS) {
    it(`${version} gives every inventory back`, () => {
      fc.assert(
        fc.property(bom, (before) => {
          const after = readCycloneDx(JSON.parse(writeCycloneDx(before, version)))
          assert.deepEqual(after, inOrder(before))
        }),
        { numRuns: 200 },
      )
    })
  }

  it('is the same text for the same bill, whatever the order of its items', () => {
    fc.assert(
      fc.property(bom, (before) => {
        const { inventory } = before
        const turned = {
          ...before,
          inventory: {
            ...inventory,
            items: inventory.items.toReversed(),
            relations: inventory.relations.toReversed(),
            artifacts: inventory.artifacts.toReversed(),
          },
        }
        assert.equal(writeCycloneDx(turned), writeCycloneDx(before))
      }),
      { numRuns: 50 },
    )
  })
})

/** Relations as the inventory sorts them. */
function inOrder(value: Bom): Bom {
  const key = (r: Bom['inventory']['relations'][number]): string => JSON.stringify([r.from, r.kind, r.to])
  const relations = value.inventory.relations.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  return { ...value, inventory: { ...value.inventory, relations } }
}
