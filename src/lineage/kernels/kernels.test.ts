import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { STATS } from '../codecs/codec.ts'
import { codecOf } from '../codecs/codecs.ts'
import { bfloatBits, bfloatOf, halfBits, halfOf } from '../codecs/half.ts'
import { kernelFor, KERNEL_TYPES } from './kernels.ts'
import { matrixOf } from './matrix.ts'
import { plainMatrixOf } from './plain-matrix.ts'
import { bytesAt, doublesAt, floatsAt, room } from './workspace.ts'

const REFERENCES = ['F32', 'F16', 'BF16'] as const
const BYTES = { F32: 4, F16: 2, BF16: 2 } as const
const WEIGHTS = ['any bits', 'small', 'zeros', 'few values', 'of the blocks', 'between codes'] as const
const BLOCKS = ['any bits', 'zeros', 'strange scales'] as const

interface Case {
  readonly type: string
  readonly reference: (typeof REFERENCES)[number]
  readonly weights: (typeof WEIGHTS)[number]
  readonly blocks: (typeof BLOCKS)[number]
  readonly rows: number
  readonly blocksPerRow: number
  readonly seed: number
}

const cases: fc.Arbitrary<Case> = fc.record({
  type: fc.constantFrom(...KERNEL_TYPES),
  reference: fc.constantFrom(...REFERENCES),
  weights: fc.constantFrom(...WEIGHTS),
  blocks: fc.constantFrom(...BLOCKS),
  rows: fc.integer({ min: 0, max: 3 }),
  blocksPerRow: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer(),
})

describe('kernels', () => {
  it('give what the codecs give, bit for bit', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { codec, reference, values, blocks } = inputOf(one)
        const kernel = kernelFor(one.type, one.reference)!
        const { rows, blocksPerRow } = one
        const width = blocksPerRow * codec.blockWeights
        const size = BYTES[one.reference]
        const expected = new Float64Array(rows * STATS)
        const residual = new Float32Array(rows * width)
        for (let r = 0; r < rows; r++) {
          const row = values.subarray(r * width, (r + 1) * width)
          const own = blocks.subarray(
            r * blocksPerRow * codec.blockBytes,
            (r + 1) * blocksPerRow * codec.blockBytes,
          )
          codec.check(row, own, expected, r * STATS)
          codec.residual?.(row, own, residual.subarray(r * width, (r + 1) * width))
        }
        const [a, b, c, d] = room([
          reference.length,
          blocks.length,
          8 * expected.length,
          4 * rows * width,
        ]) as [number, number, number, number]
        bytesAt(a, size * rows * width).set(reference)
        bytesAt(b, blocks.length).set(blocks)
        doublesAt(c, expected.length).fill(0)
        kernel.check(a, b, c, rows, blocksPerRow)
        assert.deepEqual([...doublesAt(c, expected.length)], [...expected])
        assert.equal(kernel.residual === undefined, codec.residual === undefined)
        if (!kernel.residual) return
        kernel.residual(a, b, d, rows * blocksPerRow)
        assert.deepEqual([...floatsAt(d, rows * width)], [...residual])
      }),
      { numRuns: 1500 },
    )
  })

  it('count no mismatch where the codes are the nearest', () => {
    const { codec } = inputOf({ ...PLAIN, type: 'Q4_K' })
    const blocks = new Uint8Array(codec.blockBytes)
    blocks.set([0, 0x2c, 0, 0x28, ...Array.from({ length: 12 }, () => 0x21)])
    for (let i = 16; i < blocks.length; i++) blocks[i] = (i * 37) & 255
    const values = new Float32Array(codec.blockWeights)
    codec.dequantise(blocks, values)
    const [a, b, c] = room([4 * values.length, blocks.length, 8 * STATS]) as [number, number, number]
    floatsAt(a, values.length).set(values)
    bytesAt(b, blocks.length).set(blocks)
    doublesAt(c, STATS).fill(0)
    kernelFor('Q4_K', 'F32')!.check(a, b, c, 1, 1)
    assert.deepEqual([...doublesAt(c, 3)], [0, 0, 0])
    bytesAt(b, blocks.length)[100]! ^= 1
    doublesAt(c, STATS).fill(0)
    kernelFor('Q4_K', 'F32')!.check(a, b, c, 1, 1)
    assert.equal(doublesAt(c, 1)[0], 1)
  })

  it('have none for references that are no plain numbers of 16 or 32 bits', () => {
    assert.equal(kernelFor('Q4_K', 'F64'), undefined)
    assert.equal(kernelFor('Q4_K', 'Q8_0'), undefined)
    assert.equal(kernelFor('IQ1_S', 'F32'), undefined)
  })

  it('multiply matrices as the plain twin does, bit for bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 70 }),
        fc.integer(),
        (rows, width, seed) => {
          const next = random(seed)
          const draw = (n: number): Float32Array => Float32Array.from({ length: n }, () => next() - 0.5)
          const values = draw(rows * width)
          const right = draw(width)
          const [one, other] = [matrixOf, plainMatrixOf].map((make) => {
            const matrix = make(values, rows, width)
            const left = new Float32Array(rows)
            const back = new Float32Array(width)
            matrix.there(right, left, back)
            matrix.dropBeyond(0.25)
            return { left, back, energies: matrix.energies(), row: matrix.row(rows - 1) }
          })
          assert.deepEqual(one, other)
        },
      ),
    )
  })
})

const PLAIN: Case = {
  type: 'Q8_0',
  reference: 'F32',
  weights: 'zeros',
  blocks: 'zeros',
  rows: 1,
  blocksPerRow: 1,
  seed: 1,
}

function inputOf({ type, reference, weights, blocks, rows, blocksPerRow, seed }: Case): {
  codec: NonNullable<ReturnType<typeof codecOf>>
  reference: Uint8Array
  values: Float32Array
  blocks: Uint8Array
} {
  const codec = codecOf(type)!
  const next = random(seed)
  const stored = new Uint8Array(rows * blocksPerRow * codec.blockBytes)
  if (blocks !== 'zeros') for (let i = 0; i < stored.length; i++) stored[i] = next() * 256
  // Scales lie at one end of a block or the other: halves that are no numbers, infinite, tiny, zero.
  if (blocks === 'strange scales')
    for (let at = 0; at < stored.length; at += codec.blockBytes)
      for (const place of [0, codec.blockBytes - 2]) {
        const strange = [0x7e00, 0xfc01, 0x7c00, 0xfc00, 0x0001, 0x83ff, 0x8000, 0, 0x7bff][
          Math.floor(next() * 9)
        ]!
        stored[at + place] = strange & 255
        stored[at + place + 1] = strange >> 8
      }
  const count = rows * blocksPerRow * codec.blockWeights
  const values = new Float32Array(count)
  if (weights === 'of the blocks') codec.dequantise(stored, values)
  if (weights === 'between codes') placeBetween(codec, stored, values)
  const raw = new Uint8Array(count * BYTES[reference])
  const view = new DataView(raw.buffer)
  const few = [
    0,
    -0,
    1,
    -1,
    0.5,
    127,
    -127,
    NaN,
    Infinity,
    -Infinity,
    1e-42,
    65_504,
    65_520,
    2 ** -25,
    2 ** -24 * 1.5,
  ]
  for (let i = 0; i < count; i++) {
    if (weights === 'any bits') values[i] = anyFloat(next)
    else if (weights === 'small') values[i] = (next() + next() + next() - 1.5) * 0.05
    else if (weights === 'few values') values[i] = few[Math.floor(next() * few.length)]!
    // Half the time a bit off the value, up to half a step of usual scales.
    else if (weights === 'of the blocks' && next() < 0.5) values[i] = values[i]! * (1 + (next() - 0.5) * 0.1)
    if (reference === 'F32') {
      view.setFloat32(4 * i, values[i]!, true)
    } else {
      const word = reference === 'F16' ? halfBits(values[i]!) : bfloatBits(values[i]!)
      view.setUint16(2 * i, word, true)
      values[i] = reference === 'F16' ? halfOf(word) : bfloatOf(word)
    }
  }
  return { codec, reference: raw, values, blocks: stored }
}

/** Half way to what the block would hold with other codes: ties, where only one code is another one. */
function placeBetween(
  codec: NonNullable<ReturnType<typeof codecOf>>,
  stored: Uint8Array,
  values: Float32Array,
): void {
  const other = stored.slice()
  const [from, to] = codec.blockWeights === 32 ? [6, codec.blockBytes] : [16, codec.blockBytes - 20]
  for (let i = 0; i < other.length; i++)
    if (i % codec.blockBytes >= from && i % codec.blockBytes < to) other[i]! ^= 0x11
  const otherValues = new Float32Array(values.length)
  codec.dequantise(stored, values)
  codec.dequantise(other, otherValues)
  for (let i = 0; i < values.length; i++)
    values[i] = ((values[i]! + otherValues[i]!) / 2) * (1 + ((i % 9) - 4) * 2e-5)
}

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

function anyFloat(next: () => number): number {
  bits[0] = next() * 2 ** 32
  return float[0]!
}

/** A small generator of numbers from 0 to 1, the same in every run. */
function random(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e37_79b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
