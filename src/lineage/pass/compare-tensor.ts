import { STAT, STATS, type BlockCodec } from '../codecs/codec.ts'
import { feedbackMeasure } from '../packed/feedback.ts'
import { besideHonest, STANDS_OUT } from '../requantise/honest-spectrum.ts'
import { NOTHING_REDERIVED, rederive } from '../requantise/rederive.ts'
import { codecRows, type ComparedRows } from './codec-rows.ts'
import { kernelRows } from './kernel-rows.ts'
import type { TensorMeasure, TensorTask } from './measure.ts'
import { onGrid, spectrumOf, spectrumRows, type Residual } from './spectrum.ts'
import { rowSummary } from './row-summary.ts'
import type { RowReader } from './row-reader.ts'

export interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/** Compares the rows of one tensor with what the reference forces. */
export function compareTensor(
  task: TensorTask,
  codec: BlockCodec,
  readers: Readers,
  onWeights: (n: number) => void,
): TensorMeasure {
  const { recipe, sample, index } = task
  const { rows, width } = recipe
  const source = kernelRows(task, codec, readers) ?? codecRows(task, codec, readers)
  const compared = sample?.length ?? rows
  const stats = new Float64Array(compared * STATS)
  const gathered = task.spectrum && !sample && codec.residual ? gathering(rows, width) : undefined
  let done = 0
  for (const { first, count } of batches(rows, source.perBatch, sample)) {
    source.compare(first, count, stats, done)
    if (gathered) gather(gathered, { first, count }, source)
    done += count
    onWeights(count * width)
  }
  const total = (column: number): number => {
    let sum = 0
    for (let r = 0; r < compared; r++) sum += stats[r * STATS + column]!
    return sum
  }
  const grid = gathered ? onGrid(gathered.residual) : null
  const spectrum =
    gathered && gathered.wanted.length > 0
      ? spectrumOf(gathered.residual, total(STAT.mismatches) > 0)
      : { z: null, deviation: null }
  const rederived =
    codec.proof === 'codes' && task.seed !== undefined ? rederive(task, readers) : NOTHING_REDERIVED
  const isFree = codec.proof === 'codes' && (rederived.blocks === 0 || rederived.equal < rederived.blocks)
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
    rederived,
    besideHonest: isFree && (spectrum.z ?? 0) > STANDS_OUT ? besideHonest(task, readers) : null,
    onGrid: grid,
    ...spectrum,
    ...(codec.proof === 'statistics' && feedbackMeasure(task, readers)),
    ...rowSummary(stats, width, sample),
  }
}

interface Gathered {
  /** Rows, ascending. */
  readonly wanted: readonly number[]
  readonly residual: Residual
  /** How many of them are in. */
  filled: number
}

/** Of this thread, for one tensor after the other: a new one each time would lie about until it is collected. */
let residuals = new Float32Array()

function gathering(rows: number, width: number): Gathered {
  const wanted = spectrumRows(rows, width)
  const size = wanted.length * width
  if (residuals.length < size) residuals = new Float32Array(size)
  return {
    wanted,
    residual: { values: residuals.subarray(0, size), rows: wanted.length, width },
    filled: 0,
  }
}

function gather(gathered: Gathered, { first, count }: Batch, source: ComparedRows): void {
  const { wanted, residual } = gathered
  const { width } = residual
  for (
    let row = wanted[gathered.filled];
    row !== undefined && row < first + count;
    row = wanted[gathered.filled]
  ) {
    const at = gathered.filled * width
    source.residual(row - first, residual.values.subarray(at, at + width))
    gathered.filled++
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
