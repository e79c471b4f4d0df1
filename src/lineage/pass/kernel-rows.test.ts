import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { STATS, type BlockCodec } from '../codecs/codec.ts'
import { codecOf } from '../codecs/codecs.ts'
import type { StoredTensor } from '../files/model-files.ts'
import type { Recipe } from '../mapping/recipe.ts'
import { codecRows, type ComparedRows } from './codec-rows.ts'
import { kernelRows } from './kernel-rows.ts'
import type { TensorTask } from './measure.ts'
import type { RowReader } from './row-reader.ts'

const WIDTH = 256
const ROWS = 12
const codec = codecOf('Q4_K')!

describe('rows compared in the memory of kernels', () => {
  it('are those of the recipe, in its order', () => {
    fc.assert(
      fc.property(orders, fc.constantFrom('F32', 'F16', 'BF16'), fc.boolean(), (order, type, copies) => {
        const task = taskOf(type, Int32Array.from(order.flat()))
        const readers = { candidate: bytesOf(3, false), reference: bytesOf(5, copies) }
        const fast = kernelRows(task, codec, readers)
        assert.ok(fast)
        assert.deepEqual(allOf(fast), allOf(codecRows(task, codec, readers)))
      }),
    )
  })

  it('are left to codecs where they must be worked out first', () => {
    const readers = { candidate: bytesOf(3, false), reference: bytesOf(5, false) }
    const task = taskOf('BF16', undefined)
    const { recipe } = task
    const refused = (other: Partial<TensorTask>, by: BlockCodec = codec): boolean =>
      kernelRows({ ...task, ...other }, by, readers) === undefined
    assert.equal(refused({}), false)
    assert.equal(refused({ chain: 'f16' }), true)
    assert.equal(refused({ recipe: { ...recipe, elementwise: { kind: 'add-one' } } }), true)
    assert.equal(refused({ recipe: { ...recipe, transposed: true } }), true)
    assert.equal(refused({ recipe: { ...recipe, columns: new Int32Array(WIDTH) } }), true)
    assert.equal(refused({ recipe: { ...recipe, width: 2 ** 30 } }), true)
    assert.equal(refused({ recipe: { ...recipe, width: 48 } }), true)
    assert.equal(refused({ recipe: { ...recipe, sources: [source('F64')] } }), true)
    assert.equal(refused({ recipe: { ...recipe, sources: [source('F16'), source('F32')] } }), true)
    assert.equal(refused({}, codecOf('IQ3_S')), true)
  })
})

const row = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: ROWS - 1 }))
const orders: fc.Arbitrary<[number, number][]> = fc.oneof(
  fc.array(row, { minLength: ROWS, maxLength: ROWS }),
  // Another order of rows next to each other, as rotary embeddings have.
  fc.shuffledSubarray(
    Array.from({ length: ROWS }, (_, i): [number, number] => [0, i]),
    { minLength: ROWS },
  ),
)

function source(type: string): StoredTensor {
  return { name: 'weight', type, shape: [ROWS, WIDTH], shard: 0, offset: 0, size: 2 ** 40 }
}

function taskOf(type: string, order: Int32Array | undefined): TensorTask {
  const recipe: Recipe = {
    tensor: 'weight',
    rows: ROWS,
    width: WIDTH,
    sources: [source(type), { ...source(type), shard: 1 }],
    ...(order && { order }),
    transposed: false,
    elementwise: { kind: 'none' },
    found: 'name',
  }
  return { index: 0, parts: [source('Q4_K')], codec: 'Q4_K', recipe, chain: 'direct', spectrum: false }
}

/** Bytes that depend on where they lie. */
function bytesOf(seed: number, copies: boolean): RowReader {
  return {
    rows({ shard }, rowBytes, first, count, into) {
      const bytes = Uint8Array.from(
        { length: rowBytes * count },
        (_, i) => (Math.imul(first * rowBytes + i + seed + 1000 * shard, 0x9e37_79b9) >>> 20) & 0x3f,
      )
      if (!copies || !into) return bytes
      into.set(bytes)
      return into
    },
    close() {},
  }
}

function allOf(rows: ComparedRows): { stats: number[]; residual: number[] } {
  const stats = new Float64Array(ROWS * STATS)
  rows.compare(0, 5, stats, 0)
  rows.compare(5, ROWS - 5, stats, 5)
  const residual = new Float32Array(WIDTH)
  rows.residual(2, residual)
  return { stats: [...stats], residual: [...residual] }
}
