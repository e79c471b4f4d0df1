import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { codecOf } from '../codecs/codecs.ts'
import { compareTensor } from '../pass/compare-tensor.ts'
import type { TensorTask } from '../pass/measure.ts'
import { ARITHMETICS } from '../requantise/arithmetic.ts'
import { honestBlocks, KINDS, matrix, randomOf } from '../testing/clean-tensor.ts'
import { memoryModel } from '../testing/memory-model.ts'
import { examine, type Examined } from './examine.ts'

const WIDTH = 256

/** Types as they are made without importances, and with. */
const PLAIN = [
  'Q2_K',
  'Q3_K',
  'Q4_K',
  'Q5_K',
  'Q6_K',
  'IQ4_NL',
  'IQ4_XS',
  'Q4_0',
  'Q4_1',
  'Q5_0',
  'Q5_1',
  'Q8_0',
  'TQ1_0',
  'MXFP4',
  'NVFP4',
  'Q1_0',
] as const
const WEIGHTED = [
  'Q2_K',
  'Q3_K',
  'Q4_K',
  'Q5_K',
  'Q6_K',
  'IQ4_NL',
  'IQ4_XS',
  'Q4_0',
  'Q4_1',
  'Q5_0',
  'Q5_1',
] as const
const WITH_VARIANT: ReadonlySet<string> = new Set(['Q4_0', 'Q4_1', 'Q5_0', 'Q5_1'])

function examined(
  values: Float32Array,
  type: string,
  blocks: Uint8Array,
  more: Partial<Pick<TensorTask, 'codec' | 'importance'>> = {},
): Examined {
  const shape = [values.length / WIDTH, WIDTH]
  const reference = memoryModel({ kind: 'safetensors', tensors: { w: { shape, values } } })
  const candidate = memoryModel({
    kind: 'gguf',
    tensors: { w: { shape, values, stored: { type, bytes: blocks } } },
  })
  const task: TensorTask = {
    index: 0,
    parts: [candidate.tensors.get('w')!],
    codec: type,
    recipe: {
      tensor: 'w',
      rows: shape[0]!,
      width: WIDTH,
      sources: [reference.tensors.get('w')!],
      transposed: false,
      elementwise: { kind: 'none' },
      found: 'name',
    },
    chain: 'direct',
    spectrum: true,
    seed: 7,
    ...more,
  }
  const readers = { candidate: candidate.rows, reference: reference.rows }
  return examine(
    task,
    compareTensor(task, codecOf(task.codec)!, readers, () => {}),
    undefined,
  )
}

describe('honest tensors', () => {
  const cases = fc.record({
    kind: fc.constantFrom(...KINDS),
    seed: fc.nat(1_000_000),
    rows: fc.integer({ min: 1, max: 80 }),
  })

  it('are byte-exact where no importance matrix was used', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom(...PLAIN),
        fc.constantFrom(...ARITHMETICS),
        ({ kind, seed, rows }, type, arithmetic) => {
          const values = matrix(kind, rows, WIDTH, seed)
          const { objections, level } = examined(
            values,
            type,
            honestBlocks(values, WIDTH, { type, arithmetic }),
          )
          assert.deepEqual(objections, [])
          assert.equal(level, 'L3')
        },
      ),
      { numRuns: 150 },
    )
  })

  it('have proven codes with an importance matrix that nobody knows, and proven bytes with a known one', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom(...WEIGHTED),
        fc.double({ min: 0, max: 2, noNaN: true }),
        ({ kind, seed, rows }, type, spread) => {
          const values = matrix(kind, rows, WIDTH, seed)
          const random = randomOf(seed + 1)
          const importance = Float32Array.from({ length: WIDTH }, () =>
            Math.exp(spread * 4 * (random() - 0.5)),
          )
          const blocks = honestBlocks(values, WIDTH, { type, importance })
          const codec = WITH_VARIANT.has(type) ? `${type}/imatrix` : type
          const unknown = examined(values, type, blocks, { codec })
          assert.deepEqual(unknown.objections, [])
          assert.notEqual(unknown.level, 'L0')
          assert.equal(examined(values, type, blocks, { codec, importance }).level, 'L3')
        },
      ),
      { numRuns: 120 },
    )
  })
})

describe('altered tensors', () => {
  const values = matrix('normal', 64, WIDTH, 5)

  it('deviate where one code was changed', () => {
    for (const type of PLAIN) {
      const blocks = honestBlocks(values, WIDTH, { type })
      const { blockBytes } = codecOf(type)!
      // The last byte of codes, or of scales where these come last.
      blocks[3 * blockBytes + Math.floor(blockBytes / 2)]! ^= 1
      assert.equal(examined(values, type, blocks).level, 'L0', type)
    }
  })

  it('deviate where a row was scaled, also when its codes stay', () => {
    const random = randomOf(3)
    const importance = Float32Array.from({ length: WIDTH }, () => 0.5 + random())
    const scaled = values.map((v, i) => (Math.floor(i / WIDTH) === 9 ? v * 1.3 : v))
    for (const type of WITH_VARIANT) {
      const blocks = honestBlocks(scaled, WIDTH, { type, importance })
      const { level, objections } = examined(values, type, blocks, { codec: `${type}/imatrix` })
      assert.equal(level, 'L0', type)
      assert.ok(objections.some((o) => o.kind === 'slope' || o.kind === 'codes' || o.kind === 'scale-bytes'))
    }
  })

  it('deviate where scales were set to nothing, though every code fits a scale of nothing', () => {
    for (const type of ['Q6_K', 'Q3_K']) {
      const blocks = honestBlocks(values, WIDTH, { type })
      const { blockBytes } = codecOf(type)!
      // The half that all scales of a block are multiples of.
      for (let b = 0; b * blockBytes < blocks.length; b++)
        blocks.fill(0, (b + 1) * blockBytes - 2, (b + 1) * blockBytes)
      const { objections, level } = examined(values, type, blocks)
      assert.equal(level, 'L0')
      assert.ok(objections.some((o) => o.kind === 'row-loss'))
    }
  })

  it('deviate where scales are no numbers', () => {
    const blocks = honestBlocks(values, WIDTH, { type: 'Q6_K' })
    blocks.fill(0xff, 208, 210)
    const { level } = examined(values, 'Q6_K', blocks)
    assert.equal(level, 'L0')
  })
})
