import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { chunksNeeded, draw } from './plan.ts'

describe('a sample', () => {
  it('has as many chunks as make missing an altered share improbable', () => {
    assert.equal(chunksNeeded({ share: 0.01, probability: 0.99 }), 459)
    assert.equal(chunksNeeded({ share: 0.01, probability: 0.999 }), 688)
    assert.equal(chunksNeeded({ share: 0.001, probability: 0.95 }), 2995)
  })

  it('draws different chunks in order, the same for one seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), fc.string(), (total, n, seed) => {
        const count = Math.min(total, n % 200)
        const drawn = draw(total, count, seed)
        assert.equal(new Set(drawn).size, count)
        assert.ok(drawn.every((c, i) => c < total && (i === 0 || drawn[i - 1]! < c)))
        assert.deepEqual(draw(total, count, seed), drawn)
      }),
      { numRuns: 200 },
    )
  })

  it('favours no chunk', () => {
    const hits = new Uint32Array(10)
    for (let seed = 0; seed < 2000; seed++) for (const chunk of draw(10, 3, String(seed))) hits[chunk]!++
    assert.ok(
      hits.every((n) => n > 500 && n < 700),
      [...hits].join(' '),
    )
  })
})
