import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { STAT, STATS } from './codec.ts'
import { codecOf } from './codecs.ts'

/** A block of IQ3_S with a scale of one and no sign set. */
function positive(): Uint8Array {
  const block = new Uint8Array(110)
  block[1] = 0x3c
  return block
}

describe('signs of lattice types', () => {
  const codec = codecOf('IQ3_S')!
  for (const [weight, mismatches, says] of [
    [-(2 ** -24), 1, 'are those of weights that half precision keeps'],
    [-(2 ** -25), 0, 'say nothing of weights that half precision rounds to zero'],
    [0, 0, 'say nothing of zero'],
  ] as const)
    it(says, () => {
      const reference = new Float32Array(256).fill(0.5)
      reference[77] = weight
      const stats = new Float64Array(STATS)
      codec.check(reference, positive(), stats, 0)
      assert.equal(stats[STAT.mismatches], mismatches)
    })
})
