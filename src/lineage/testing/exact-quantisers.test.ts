import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { codecOf } from '../codecs/codecs.ts'
import { STAT, STATS } from '../codecs/codec.ts'
import { EXACT_TYPES, quantiseExactly } from './exact-quantisers.ts'
import { PATTERN, patternImportance, patternWeights } from './weight-pattern.ts'

/** Of the blocks that ggml's quantiser makes of the pattern: the first half of their SHA-256. */
const BY_GGML: Readonly<Record<string, string>> = {
  Q4_0: 'f048c3152c78211242399812a8ffbdbd',
  Q4_1: 'ac0f848ea7a35f29272f6d68731e0ea1',
  Q5_0: 'd1d4de904459ab157cc5041431ce69df',
  Q5_1: '0b8a7b858c7ec91399eeeebb54d11c4e',
  Q8_0: 'd4fbf35b80e4728dfd1a4a049ba9d772',
  TQ1_0: '9748880868c6c2b29680c737ebc44d65',
  TQ2_0: 'bb011f4d4737ec5a4b7962ab3ceade38',
  MXFP4: 'abc3b424fff124e85a281fad1f0b5ad6',
  NVFP4: '09440fda8a0a1818888377fd9ad88fdf',
  Q1_0: 'b5846eba11880e5cb41a12d4192f0735',
  Q2_0: '9c634615ccb717e6891145cd805ddf2e',
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

describe('quantisers of the exact types', () => {
  it('are tried on the weights that the digests are of', () => {
    assert.equal(digest(new Uint8Array(patternWeights().buffer)), '9d3b295164b962c521f50f9edacaee15')
    assert.equal(digest(new Uint8Array(patternImportance().buffer)), 'ce1092adf7d80c1da6f2c3abdb66870c')
  })

  for (const type of Object.keys(EXACT_TYPES)) {
    it(`makes the bytes of ggml: ${type}`, () => {
      assert.equal(digest(quantiseExactly(type, patternWeights())), BY_GGML[type])
    })

    it(`makes what its codec forces, and one other code is noticed: ${type}`, () => {
      const weights = patternWeights()
      const codec = codecOf(type)!
      const blocks = quantiseExactly(type, weights)
      const rowBytes = blocks.length / PATTERN.rows
      const check = (): { mismatches: number; scales: number } => {
        const stats = new Float64Array(STATS)
        for (let r = 0; r < PATTERN.rows; r++)
          codec.check(
            weights.subarray(r * PATTERN.width, (r + 1) * PATTERN.width),
            blocks.subarray(r * rowBytes, (r + 1) * rowBytes),
            stats,
            0,
          )
        return { mismatches: stats[STAT.mismatches]!, scales: stats[STAT.scales]! }
      }
      assert.deepEqual(check(), { mismatches: 0, scales: 0 })
      blocks[5]! ^= 2
      const { mismatches, scales } = check()
      assert.ok(mismatches + scales > 0)
    })
  }
})
