import { createHash } from 'node:crypto'
import type { TensorTask } from '../pass/measure.ts'

/** Bytes of the reference in one chunk at most: what one range request brings at little more than the cost of asking. */
const CHUNK_BYTES = 64 * 1024
/** Small tensors have chunks as small as a row, so that they have some to draw from. */
const CHUNKS = 256

export interface SampleOptions {
  /** A tensor that is altered in at least this share of its chunks… */
  readonly share: number
  /** …is noticed with this probability. */
  readonly probability: number
  /** Hex; from a secure source unless a sample is repeated. */
  readonly seed: string
}

/** Chunks to draw so that at least one of an altered share is among them. */
export function chunksNeeded({ share, probability }: Pick<SampleOptions, 'share' | 'probability'>): number {
  return Math.ceil(Math.log(1 - probability) / Math.log(1 - share))
}

/** The rows of each tensor to compare. Tensors that have no more chunks than are to be drawn are compared whole. */
export function sampled(tasks: readonly TensorTask[], options: SampleOptions): TensorTask[] {
  const wanted = chunksNeeded(options)
  return tasks.map((task) => {
    const { rows, width } = task.recipe
    const perChunk = Math.max(1, Math.min(Math.floor(CHUNK_BYTES / (2 * width)), Math.floor(rows / CHUNKS)))
    const chunks = Math.ceil(rows / perChunk)
    if (chunks <= wanted) return task
    const drawn = draw(chunks, wanted, `${options.seed} ${task.recipe.tensor}`)
    const sample = drawn.flatMap((chunk) =>
      Array.from({ length: Math.min(perChunk, rows - chunk * perChunk) }, (_, i) => chunk * perChunk + i),
    )
    return { ...task, sample: Int32Array.from(sample) }
  })
}

/** `count` different numbers below `total`, ascending; the same for the same seed on every machine. */
export function draw(total: number, count: number, seed: string): number[] {
  const drawn = new Set<number>()
  for (let block = 0; drawn.size < count; block++) {
    const bytes = createHash('sha256').update(`${seed} ${block}`).digest()
    for (let i = 0; i < 32 && drawn.size < count; i += 4) {
      const number = bytes.readUInt32LE(i)
      // Numbers beyond the last whole multiple would favour the first chunks.
      if (number < Math.floor(2 ** 32 / total) * total) drawn.add(number % total)
    }
  }
  return [...drawn].toSorted((a, b) => a - b)
}
