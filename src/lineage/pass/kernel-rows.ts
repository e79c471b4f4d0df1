import { STATS, type BlockCodec } from '../codecs/codec.ts'
import { kernelFor, type Kernel } from '../kernels/kernels.ts'
import { bytesAt, doublesAt, floatsAt, room } from '../kernels/workspace.ts'
import { sourceRuns, type SourceRun } from '../mapping/source-runs.ts'
import type { Recipe } from '../mapping/recipe.ts'
import type { ComparedRows } from './codec-rows.ts'
import type { Readers } from './compare-tensor.ts'
import type { TensorTask } from './measure.ts'
import { elementBytes } from './reference-rows.ts'
import type { RowReader } from './row-reader.ts'

/** Weights that are compared at a time: what stays in the cache of a core. */
const BATCH = 1 << 18
/** Longer rows are left to the codecs, which need no room for a whole batch. */
const LONGEST = 1 << 24

/**
 * Rows in the memory of the kernels, compared straight from the bytes of both sides.
 * Undefined where rows must be worked out before they can be compared, or no kernel knows the types.
 */
export function kernelRows(
  task: TensorTask,
  codec: BlockCodec,
  { candidate, reference }: Readers,
): ComparedRows | undefined {
  const { recipe, parts } = task
  const { width, sources } = recipe
  const kernel = isRaw(task) ? directKernel(recipe, codec) : undefined
  const part = parts[0]!
  if (!kernel || width > LONGEST || width % codec.blockWeights !== 0) return undefined
  const perRow = width / codec.blockWeights
  const rowBytes = perRow * codec.blockBytes
  const referenceBytes = width * elementBytes(sources[0]!.type)!
  const perBatch = Math.min(Math.max(1, Math.floor(BATCH / width)), recipe.rows)
  const statsBytes = 8 * STATS * perBatch
  const [references, blocks, columns, residual] = room([
    referenceBytes * perBatch,
    rowBytes * perBatch,
    statsBytes,
    4 * width,
  ]) as [number, number, number, number]
  return {
    perBatch,
    compare(first, count, stats, at) {
      readInto(bytesAt(blocks, rowBytes * count), (into) =>
        candidate.rows(part, rowBytes, first, count, into),
      )
      gather(
        recipe,
        reference,
        { first, count, rowBytes: referenceBytes },
        bytesAt(references, referenceBytes * count),
      )
      const found = doublesAt(columns, STATS * count)
      found.fill(0)
      kernel.check(references, blocks, columns, count, perRow)
      stats.set(found, at * STATS)
    },
    residual(row, out) {
      kernel.residual?.(references + row * referenceBytes, blocks + row * rowBytes, residual, perRow)
      out.set(floatsAt(residual, width))
    },
  }
}

function isRaw({ chain, recipe: { transposed, columns, elementwise } }: TensorTask): boolean {
  return chain === 'direct' && !transposed && !columns && elementwise.kind === 'none'
}

function directKernel({ sources }: Recipe, codec: BlockCodec): Kernel | undefined {
  const type = sources[0]?.type
  return type !== undefined && sources.every((s) => s.type === type) ? kernelFor(codec.type, type) : undefined
}

interface Wanted {
  readonly first: number
  readonly count: number
  readonly rowBytes: number
}

/** The bytes of the reference's rows in the order of the candidate. */
function gather(
  recipe: Recipe,
  reader: RowReader,
  { first, count, rowBytes }: Wanted,
  out: Uint8Array,
): void {
  const runs = sourceRuns(recipe, first, count)
  const stretch = oneStretch(runs, count)
  if (stretch === undefined) {
    for (const run of runs)
      readInto(out.subarray(run.at * rowBytes, (run.at + run.count) * rowBytes), (into) =>
        reader.rows(recipe.sources[run.source]!, rowBytes, run.first, run.count, into),
      )
    return
  }
  // Rows in another order, as those of rotary embeddings are: read once, and put where they belong.
  const bytes = reader.rows(recipe.sources[runs[0]!.source]!, rowBytes, stretch, count)
  for (const run of runs) {
    const from = (run.first - stretch) * rowBytes
    out.set(bytes.subarray(from, from + run.count * rowBytes), run.at * rowBytes)
  }
}

/** The first row, where several runs are all of `count` rows of one source that lie next to each other. */
function oneStretch(runs: readonly SourceRun[], count: number): number | undefined {
  if (runs.length < 2) return undefined
  let first = Infinity
  let end = 0
  for (const run of runs) {
    if (run.source !== runs[0]!.source) return undefined
    first = Math.min(first, run.first)
    end = Math.max(end, run.first + run.count)
  }
  return end - first === count ? first : undefined
}

/** Some readers have the bytes already, and give those. */
function readInto(target: Uint8Array, read: (into: Uint8Array) => Uint8Array): void {
  const bytes = read(target)
  if (bytes.buffer !== target.buffer) target.set(bytes)
}
