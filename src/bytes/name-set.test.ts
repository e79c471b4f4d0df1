import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as check, property, string } from 'fast-check'
import { createNameSet } from './name-set.ts'

describe('a name set', () => {
  it('answers like a set of strings', () => {
    check(
      property(array(string({ maxLength: 4 }), { maxLength: 600 }), (names) => {
        const set = createNameSet()
        const known = new Set<string>()
        for (const name of names) {
          assert.equal(set.add(name), !known.has(name))
          known.add(name)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('tells apart the names of a large model', () => {
    const set = createNameSet()
    for (let i = 0; i < 300_000; i++)
      assert.ok(set.add(`model.layers.${i % 100}.mlp.experts.${i}.down_proj.weight`))
  })
})
