import { STAT, STATS, type BlockCodec } from '../codecs/codec.ts'
import { applyChain } from './chain.ts'
import type { TensorMeasure, TensorTask } from './measure.ts'
import { referenceRows } from './reference-rows.ts'
import { rowSummary } from './row-summary.ts'
import type { RowReader } from './row-reader.ts'

/** Weights that are compared at a time: what bounds the memory of a thread. */
const BATCH = 1 << 20

export interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/** Compares the rows of one tensor with what the reference forces. */
export function compareTensor(
  task: TensorTask,
  codec: BlockCodec,
  { candidate, reference }: Readers,
  onWeights: (n: number) => void,
): TensorMeasure {
  const { recipe, chain, sample, index } = task
  const { rows, width } = recipe
  const part = task.parts[0]!
  const rowBytes = (width / codec.blockWeights) * codec.blockBytes
  const perBatch = Math.max(1, Math.floor(BATCH / width))
  const compared = sample?.length ?? rows
  const stats = new Float64Array(compared * STATS)
  const weights = new Float32Array(Math.min(perBatch, rows) * width)
  let done = 0
  for (const { first, count } of batches(rows, perBatch, sample)) {
    const stored = candidate.rows(part, rowBytes, first, count)
    const values = weights.subarray(0, count * width)
    referenceRows(recipe, reference, first, count, values)
    applyChain(chain, values)
    for (let r = 0; r < count; r++)
      codec.check(
        values.subarray(r * width, (r + 1) * width),
        stored.subarray(r * rowBytes, (r + 1) * rowBytes),
        stats,
        (done + r) * STATS,
      )
    done += count
    onWeights(count * width)
  }
  const total = (column: number): number => {
    let sum = 0
    for (let r = 0; r < compared; r++) sum += stats[r * STATS + column]!
    return sum
  }
  return {
    index,
    rows,
    width,
    comparedRows: compared,
    mismatches: total(STAT.mismatches),
    ties: total(STAT.ties),
    error: total(STAT.error),
    energy: total(STAT.energy),
    dot: total(STAT.dot),
    stored: total(STAT.stored),
    scales: total(STAT.scales),
    rederived: { blocks: 0, equal: 0 },
    z: null,
    stableRank: null,
    direction: null,
    ...rowSummary(stats, sample),
  }
}

interface Batch {
  readonly first: number
  readonly count: number
}

function* batches(rows: number, perBatch: number, sample: Int32Array | undefined): Generator<Batch> {
  if (!sample) {
    for (let first = 0; first < rows; first += perBatch)
      yield { first, count: Math.min(perBatch, rows - first) }
    return
  }
  for (let i = 0; i < sample.length;) {
    let count = 1
    while (count < perBatch && i + count < sample.length && sample[i + count] === sample[i]! + count) count++
    yield { first: sample[i]!, count }
    i += count
  }
}
