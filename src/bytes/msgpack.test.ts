import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ReadError } from '../model/read-error.ts'
import { memoryBytes } from './bytes.ts'
import { packTokens } from './msgpack.ts'

describe('packTokens', () => {
  it('gives what a stream holds, with depth, and where it ends', () => {
    const bytes = Buffer.from('82a161939100ff01a162c7030178797ac0', 'hex')
    const walk = packTokens(memoryBytes(bytes), 0, bytes.length, () => {})
    const seen: [string, number][] = []
    let step = walk.next()
    for (; !step.done; step = walk.next()) seen.push([step.value.kind, step.value.depth])
    assert.deepEqual(seen, [
      ['map', 0],
      ['string', 1],
      ['array', 1],
      ['array', 2],
      ['number', 3],
      ['number', 2],
      ['number', 2],
      ['string', 1],
      ['extension', 1],
    ])
    assert.equal(step.value, bytes.length - 1)
  })

  it('refuses counts that the bytes cannot hold before it walks them', () => {
    const huge = Buffer.from('ddffffffff', 'hex')
    assert.throws(() => [...packTokens(memoryBytes(huge), 0, 5, () => {})], ReadError)
  })

  it('ends for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          for (const token of packTokens(memoryBytes(bytes), 0, bytes.length, () => {}))
            assert.ok(token.at < bytes.length)
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })
})
