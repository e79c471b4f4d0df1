import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { PATTERN, patternImportance, patternWeights } from '../testing/weight-pattern.ts'
import { ARITHMETICS, fusedMultiplyAdd, nearest, type Arithmetic } from './arithmetic.ts'
import { requantiserOf } from './requantisers.ts'

/**
 * First halves of the SHA-256 of the blocks that ggml's quantiser makes of the pattern: as distributed for x86-64, and
 * compiled with fused multiply-add without and with vectorised loops.
 */
const BY_GGML: Readonly<Record<string, Partial<Record<Arithmetic['name'], string>>>> = {
  Q2_K: { separate: '8aeaa2eeb005e6b8be8c2a895d07b580', fused: '794931c943108e7b2abae11c1764f09a' },
  Q3_K: { separate: '6ca58541c110e9c70eb1fb7f379b6f64', fused: 'cac9b566ec1b23dc1c6dbc2295d71463' },
  Q4_K: { separate: '15a84b9f1042602bf9efd2dad9b1939a', fused: '15a84b9f1042602bf9efd2dad9b1939a' },
  Q5_K: { separate: '40a54b6ba0609c66b8846c80e5ce7605', fused: '2a6236dc689ac9d5d52ad375af18b482' },
  Q6_K: {
    separate: 'f093f549b8ec6f44c003a2a123cf5b31',
    fused: 'decc7f749077b2f108e088ca957a419d',
  },
  IQ4_NL: { separate: 'faaf0b5b6ca82ef1da338d438011dd3b', fused: 'cf65cd9a1e56130c4903dff5d646f989' },
  IQ4_XS: { separate: 'af84bd4b2c26afc1f9707897cbcb4bfe', fused: 'f154eddcfe4cc1386438d1788ff86946' },
}
const WITH_IMPORTANCE: typeof BY_GGML = {
  Q2_K: { separate: '78d8cded1b85f04fdc88407faae2dd1f', fused: '678ce3989b37fdeca2a20d04c353948d' },
  Q3_K: { separate: '750178580ca2c8bef975e2173ad04c04', fused: 'e8bf1f3787a396c0427d0678de7cd777' },
  Q4_K: { separate: '8784f337b5ccb5f1f2cd2f4f25cc2788', fused: '69d04e85048b5b36ab1fae71e6ab07c4' },
  Q5_K: { separate: 'f337dc1b7ff3fd0ceb233ef5d5606737', fused: 'f337dc1b7ff3fd0ceb233ef5d5606737' },
  Q6_K: { separate: '04d050792054a64bc7d827f5c9d386ce', fused: 'd1d8922bb90e97345c081fb8f3ad1e73' },
  IQ4_NL: { separate: 'eccd29f675da191a44019dc849b0d4f9', fused: 'eccd29f675da191a44019dc849b0d4f9' },
  IQ4_XS: { separate: 'a4864582064c7623d42dbfe99db1a06c', fused: 'a4864582064c7623d42dbfe99db1a06c' },
  Q4_0: {
    separate: '34687787011e7cfd13bf03077f9626ca',
    fused: '05653a6ba0a6081f3e6cb7d62080415a',
    'fused-rounding': 'e7b64dbf4f64467704028b261da94ebd',
  },
  Q4_1: { separate: '0212b4d4194f9749901c40aefe0a2d9e', fused: 'ebe8a186028f6f699f29c71e05204751' },
  Q5_0: { separate: '45736243df9cad83349b56a4920f31ef', fused: '45b2d75ab473abb51347c75b6c8744d2' },
  Q5_1: { separate: '19bdb26d1b2b05f98789f4b75d3f03cd', fused: '52c321dd46920b894653ff1ef80a3518' },
}

function made(type: string, arithmetic: Arithmetic, importance: Float32Array | undefined): string {
  const requantiser = requantiserOf(type, importance !== undefined)!
  const weights = patternWeights()
  const block = new Uint8Array(requantiser.blockBytes)
  const hash = createHash('sha256')
  for (let r = 0; r < PATTERN.rows; r++) {
    const row = weights.subarray(r * PATTERN.width, (r + 1) * PATTERN.width)
    for (let b = 0; b < PATTERN.width / requantiser.blockWeights; b++) {
      requantiser.requantise({ row, arithmetic, ...(importance && { importance }) }, b, block)
      hash.update(block)
    }
  }
  return hash.digest('hex').slice(0, 32)
}

describe('blocks that are made again', () => {
  for (const [digests, importance] of [
    [BY_GGML, undefined],
    [WITH_IMPORTANCE, patternImportance()],
  ] as const)
    for (const [type, by] of Object.entries(digests))
      for (const arithmetic of ARITHMETICS) {
        const digest = by[arithmetic.name]
        if (digest === undefined) continue
        it(`are those of ggml: ${type}${importance ? ' with importances' : ''}, ${arithmetic.name}`, () => {
          assert.equal(made(type, arithmetic, importance), digest)
        })
      }

  it('are not made for types of which nothing is known without importances', () => {
    assert.equal(requantiserOf('Q4_0/imatrix', false), undefined)
    assert.equal(requantiserOf('Q8_0', true), undefined)
    assert.equal(requantiserOf('IQ2_XXS', true), undefined)
  })

  it('come to an end for weights that are no numbers, infinite or denormal', () => {
    const odd = [Number.NaN, Infinity, -Infinity, 1e-45, 3e38, -0]
    for (const type of ['Q2_K', 'Q3_K', 'Q4_K', 'Q5_K', 'Q6_K', 'IQ4_XS'])
      for (const weight of odd)
        for (const arithmetic of ARITHMETICS) {
          const requantiser = requantiserOf(type, true)!
          const row = new Float32Array(256).fill(0.5)
          row.fill(weight, 3, 40)
          const out = new Uint8Array(requantiser.blockBytes)
          requantiser.requantise({ row, arithmetic, importance: row }, 0, out)
          assert.equal(out.length, requantiser.blockBytes)
        }
  })
})

describe('float32 arithmetic', () => {
  it('rounds a product and a sum once, as exact fractions say', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 })
    fc.assert(
      fc.property(float, float, float, (a, b, c) => {
        const found = fusedMultiplyAdd(a, b, c)
        const exact = scaled(a) * scaled(b) + (scaled(c) << SHIFT)
        // No neighbour is nearer.
        const distance = (v: number): bigint => {
          const d = (scaled(v) << SHIFT) - exact
          return d < 0n ? -d : d
        }
        for (const other of neighbours(found)) assert.ok(distance(found) <= distance(other))
      }),
      { numRuns: 300 },
    )
  })

  it('rounds ties that a double hides', () => {
    // 1 + 2^-24 is a tie; what lies far below decides, and a double does not hold it.
    const a = Math.fround(1 + 2 ** -12)
    assert.equal(fusedMultiplyAdd(2 ** -24, 1, 1), 1)
    assert.equal(fusedMultiplyAdd(2 ** -24, Math.fround(1 + 2 ** -23), 1), Math.fround(1 + 2 ** -23))
    assert.equal(fusedMultiplyAdd(a, a, -1), Math.fround(2 ** -11 + 2 ** -24))
  })

  it('finds the nearest integer with ties to even', () => {
    assert.deepEqual([0.5, 1.5, 2.5, -0.5, -1.5, 7.49, 1e6 + 0.5].map(nearest), [0, 2, 2, 0, -2, 7, 1e6])
  })
})

const SHIFT = 149n

/** A float as a multiple of 2^-149, the smallest there is. */
function scaled(value: number): bigint {
  return BigInt(value * 2 ** 149)
}

function neighbours(value: number): number[] {
  const float = new Float32Array([value])
  const bits = new Int32Array(float.buffer)
  const [own] = bits
  return [own! - 1, own! + 1]
    .map((b) => {
      bits[0] = b
      return float[0]!
    })
    .filter(Number.isFinite)
}
