import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LIMITS } from '../../../model/context.ts'
import { ReadError } from '../../../model/read-error.ts'
import type { Context } from '../../../model/context.ts'
import type { RangeSource } from '../../files/range-source.ts'
import type { TensorTask } from '../../pass/measure.ts'
import { withImportance } from './attach.ts'
import type { ImportanceMatrix } from './importance.ts'
import { readImportance } from './read.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => {},
} as unknown as Context

function source(bytes: Buffer, size: number = bytes.length): RangeSource {
  return {
    name: 'm.imatrix',
    size,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => {},
  }
}

function i32(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [i, n] of numbers.entries()) bytes.writeInt32LE(n, 4 * i)
  return bytes
}

function floats(...numbers: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(numbers).buffer)
}

interface Entry {
  readonly name: string
  readonly calls: number
  readonly values: readonly number[]
}

function legacy(...entries: readonly Entry[]): Buffer {
  return Buffer.concat([
    i32(entries.length),
    ...entries.flatMap(({ name, calls, values }) => [
      i32(Buffer.byteLength(name)),
      Buffer.from(name),
      i32(calls, values.length),
      floats(...values),
    ]),
    // The chunks and the data that they are of.
    i32(7, 8),
    Buffer.from('wiki.txt'),
  ])
}

/** A GGUF file that has F32 tensors alone. */
function gguf(tensors: Readonly<Record<string, readonly number[]>>): Buffer {
  const u64 = (n: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(n)).buffer)
  const names = Object.entries(tensors)
  let offset = 0
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    i32(3),
    u64(names.length),
    u64(0),
    ...names.flatMap(([name, values]) => {
      const at = offset
      offset += Math.ceil((4 * values.length) / 32) * 32
      return [u64(name.length), Buffer.from(name), i32(1), u64(values.length), i32(0), u64(at)]
    }),
  ])
  const padded = (bytes: Buffer): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)])
  return Buffer.concat([padded(head), ...names.map(([, values]) => padded(floats(...values)))])
}

async function read(bytes: Buffer): Promise<ImportanceMatrix> {
  return readImportance(source(bytes), ctx)
}

describe('importance matrices', () => {
  it('are sums over calls in the old form', async () => {
    const matrix = await read(
      legacy(
        { name: 'blk.0.ffn_up.weight', calls: 4, values: [8, 2, 1] },
        { name: 'blk.1.ffn_up.weight', calls: 0, values: [3, 5] },
      ),
    )
    assert.equal(matrix.entries, 2)
    assert.deepEqual([...matrix.of('blk.0.ffn_up.weight', 3, 1)!], [2, 0.5, 0.25])
    assert.deepEqual([...matrix.of('blk.1.ffn_up.weight', 2, 1)!], [3, 5])
    assert.equal(matrix.of('blk.0.ffn_up.weight', 4, 1), undefined)
    assert.equal(matrix.of('output.weight', 3, 1), undefined)
  })

  it('are sums and counts in GGUF, by expert; one that saw nothing finds all columns alike', async () => {
    const matrix = await read(
      gguf({ 'blk.0.ffn_up_exps.weight.in_sum2': [6, 2, 9, 9], 'blk.0.ffn_up_exps.weight.counts': [2, 0] }),
    )
    assert.deepEqual([...matrix.of('blk.0.ffn_up_exps.weight', 2, 2)!], [3, 1, 1, 1])
  })

  it('are refused where they contradict themselves', async () => {
    const broken: readonly Buffer[] = [
      Buffer.alloc(0),
      i32(-1),
      i32(1, 5000),
      i32(200_000),
      Buffer.concat([i32(1, 1), Buffer.from('a'), i32(1, 1 << 30)]),
      legacy({ name: 'a', calls: 1, values: [1, 2, 3] }).subarray(0, 20),
      gguf({ a: [1] }),
      gguf({ 'a.in_sum2': [1, 2] }),
      gguf({ 'a.in_sum2': [1, 2, 3], 'a.counts': [1, 1] }),
    ]
    for (const bytes of broken) await assert.rejects(read(bytes), ReadError)
    await assert.rejects(readImportance(source(Buffer.alloc(8), 2 ** 33), ctx), ReadError)
  })

  it('end in a matrix or a refusal, whatever bytes are changed', async () => {
    const whole = legacy({ name: 'blk.0.ffn_up.weight', calls: 4, values: [8, 2, 1] })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        await read(bytes).catch((error: unknown) => assert.ok(error instanceof ReadError))
      }),
      { numRuns: 200 },
    )
  })

  it('are given to the tensors that are searched for, each matrix of experts its own', async () => {
    const matrix = await read(legacy({ name: 'w', calls: 1, values: [1, 2, 3, 4] }))
    const task = {
      codec: 'Q4_0/imatrix',
      parts: [{ name: 'w', type: 'Q4_0', shape: [2, 5, 2], shard: 0, offset: 0, size: 0 }],
      recipe: { tensor: 'w', rows: 10, width: 2 },
    } as unknown as TensorTask
    assert.deepEqual([...withImportance([task], matrix)[0]!.importance!], [1, 2, 3, 4])
    assert.equal(withImportance([{ ...task, codec: 'Q8_0' }], matrix)[0]!.importance, undefined)
    assert.equal(withImportance([task], undefined)[0], task)
  })
})
