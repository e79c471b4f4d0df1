import { applyChain } from '../pass/chain.ts'
import type { TensorTask } from '../pass/measure.ts'
import { referenceRows } from '../pass/reference-rows.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { ARITHMETICS, type Arithmetic } from './arithmetic.ts'
import type { Requantiser } from './requantiser.ts'
import { requantiserOf } from './requantisers.ts'

/** Blocks of a tensor that were made again, and how many of them came out equal. */
export interface Rederived {
  readonly blocks: number
  readonly equal: number
  /** How products were added in the arithmetic that explains most of them. */
  readonly arithmetic: Arithmetic['name'] | null
  /** Whether the quantiser's importance matrix was at hand. */
  readonly withImportance: boolean
}

export const NOTHING_REDERIVED: Rederived = {
  blocks: 0,
  equal: 0,
  arithmetic: null,
  withImportance: false,
}

/** Up to here all blocks of a tensor are made again: half a second's work. */
const WHOLE_WEIGHTS = 1 << 20
/** Blocks of larger tensors: where one in a hundred is not equal, that is missed once in 13 times; one in twenty, once in 500,000. */
const SAMPLED_BLOCKS = 256
/** Weights of the rows that are held for it. */
const HELD_WEIGHTS = 1 << 22
/** Blocks after which it is clear that an arithmetic explains nothing. */
const HOPELESS = 64

interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/** Makes blocks of a tensor again from the reference alone, all or a sample, and counts those that are equal. */
export function rederive(task: TensorTask, readers: Readers): Rederived {
  const found = rederiveAs(task, readers)
  if (!task.importance || (found.blocks > 0 && found.equal === found.blocks)) return found
  // Quantisers leave importances aside for some tensors.
  const { importance: _, ...rest } = task
  const without = rederiveAs(rest, readers)
  return without.equal > found.equal ? without : found
}

function rederiveAs(task: TensorTask, readers: Readers): Rederived {
  const { recipe, importance, parts, sample } = task
  const { rows, width } = recipe
  const made = requantiserOf(task.codec, importance !== undefined)
  if (!made || parts[0]!.parts || width % made.blockWeights !== 0 || width > HELD_WEIGHTS)
    return NOTHING_REDERIVED
  const compared = sample?.length ?? rows
  const isWhole = compared * width <= WHOLE_WEIGHTS
  // Columns of a transposed source are read together or not at all.
  if (recipe.transposed && !isWhole) return NOTHING_REDERIVED
  const places = pick(compared, width / made.blockWeights, isWhole, task.seed ?? 0)
  const held = holdRows(task, made, places, readers)
  let best: Rederived | undefined
  for (const arithmetic of ARITHMETICS) {
    const found = tryWith(arithmetic, made, held, task, best !== undefined)
    if (!best || found.equal > best.equal) best = found
    if (found.equal === found.blocks) return found
  }
  return best ?? NOTHING_REDERIVED
}

/** A row that is held, and which of its blocks are made again. */
interface Held {
  readonly row: number
  readonly blocks: readonly number[]
  readonly values: Float32Array
  readonly stored: Uint8Array
}

/** Blocks by row: all, or one of each stretch. Which, is not to be known to whoever made the file. */
function pick(
  rows: number,
  perRow: number,
  isWhole: boolean,
  seed: number,
): ReadonlyMap<number, readonly number[]> {
  const total = rows * perRow
  const random = randomOf(seed)
  const count = Math.min(SAMPLED_BLOCKS, total)
  const picked = isWhole
    ? Array.from({ length: total }, (_, i) => i)
    : Array.from({ length: count }, (_, i) => Math.floor(((i + random()) * total) / count))
  const byRow = Map.groupBy(picked, (block) => Math.floor(block / perRow))
  return new Map([...byRow].map(([row, blocks]) => [row, blocks.map((b) => b % perRow)]))
}

function holdRows(
  { recipe, chain, parts, sample }: TensorTask,
  made: Requantiser,
  places: ReadonlyMap<number, readonly number[]>,
  { candidate, reference }: Readers,
): Held[] {
  const { width } = recipe
  const rowBytes = (width / made.blockWeights) * made.blockBytes
  const most = Math.floor(HELD_WEIGHTS / width)
  return [...places].slice(0, most).map(([index, blocks]) => {
    const row = sample?.[index] ?? index
    const values = new Float32Array(width)
    referenceRows(recipe, reference, row, 1, values)
    applyChain(chain, values)
    return { row, blocks, values, stored: Uint8Array.from(candidate.rows(parts[0]!, rowBytes, row, 1)) }
  })
}

function tryWith(
  arithmetic: Arithmetic,
  made: Requantiser,
  held: readonly Held[],
  { recipe, importance }: TensorTask,
  endsAtFirst: boolean,
): Rederived {
  const { width } = recipe
  // Experts have a vector of importances each.
  const perMatrix = importance ? recipe.rows / Math.floor(importance.length / width) : recipe.rows
  const out = new Uint8Array(made.blockBytes)
  let blocks = 0
  let equal = 0
  const isHopeless = (): boolean =>
    blocks > equal && (endsAtFirst || (blocks >= HOPELESS && equal < blocks / 4))
  for (const { row, blocks: wanted, values, stored } of held) {
    const from = Math.floor(row / perMatrix) * width
    const columns = importance?.subarray(from, from + width)
    for (const block of wanted) {
      if (isHopeless()) break
      made.requantise({ row: values, arithmetic, ...(columns && { importance: columns }) }, block, out)
      blocks++
      if (isEqual(out, stored, block * made.blockBytes)) equal++
    }
  }
  return {
    blocks,
    equal,
    arithmetic: equal > 0 ? arithmetic.name : null,
    withImportance: importance !== undefined,
  }
}

function isEqual(made: Uint8Array, stored: Uint8Array, at: number): boolean {
  for (let i = 0; i < made.length; i++) if (made[i] !== stored[at + i]) return false
  return true
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
