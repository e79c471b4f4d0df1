import { STATS, type BlockCodec, type RowStats } from '../codecs/codec.ts'
import { storedRows } from '../packed/stored-rows.ts'
import { applyChain } from './chain.ts'
import type { Readers } from './compare-tensor.ts'
import { settleExponentials } from './exponentials.ts'
import type { TensorTask } from './measure.ts'
import { referenceRows } from './reference-rows.ts'

/** Weights that are compared at a time: what bounds the memory of a thread. */
const BATCH = 1 << 20

/** Rows of a tensor, a batch at a time. */
export interface ComparedRows {
  readonly perBatch: number
  /** Reads rows and compares them; their statistics go to `stats`, from row `at` on. */
  compare(first: number, count: number, stats: RowStats, at: number): void
  /** The residual in steps of a row of the batch that was compared last. */
  residual(row: number, out: Float32Array): void
}

/** Rows that are decoded first: any type, any conversion. */
export function codecRows(
  { recipe, chain, parts }: TensorTask,
  codec: BlockCodec,
  { candidate, reference }: Readers,
): ComparedRows {
  const { rows, width } = recipe
  const part = parts[0]!
  const rowBytes = (width / codec.blockWeights) * codec.blockBytes
  const perBatch = Math.max(1, Math.floor(BATCH / width))
  const weights = new Float32Array(Math.min(perBatch, rows) * width)
  let stored: Uint8Array = new Uint8Array()
  const weightsOf = (row: number): Float32Array => weights.subarray(row * width, (row + 1) * width)
  const storedOf = (row: number): Uint8Array => stored.subarray(row * rowBytes, (row + 1) * rowBytes)
  return {
    perBatch,
    compare(first, count, stats, at) {
      stored = storedRows(part, candidate, rowBytes, first, count)
      const values = weights.subarray(0, count * width)
      referenceRows(recipe, reference, first, count, values)
      applyChain(chain, values)
      settleExponentials(recipe, part.type, values, stored)
      for (let r = 0; r < count; r++) codec.check(weightsOf(r), storedOf(r), stats, (at + r) * STATS)
    },
    residual: (row, out) => codec.residual?.(weightsOf(row), storedOf(row), out),
  }
}
