import { codecOf } from '../codecs/codecs.ts'
import { applyChain } from '../pass/chain.ts'
import type { TensorTask } from '../pass/measure.ts'
import { referenceRows } from '../pass/reference-rows.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { ARITHMETICS, type Arithmetic } from './arithmetic.ts'
import { envelopeOf, type Envelope } from './envelope.ts'
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
  /** Of blocks that are not all equal. */
  readonly envelope: Envelope | null
}

export const NOTHING_REDERIVED: Rederived = {
  blocks: 0,
  equal: 0,
  arithmetic: null,
  withImportance: false,
  envelope: null,
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
  const { importance, chain, ...rest } = task
  let found = rederiveAs(task, readers) ?? envelopeAlone(task, readers)
  const attempt = (other: TensorTask): void => {
    const next = isWhole(found) ? undefined : rederiveAs(other, readers)
    if (next && next.equal > found.equal) found = next
  }
  // Quantisers leave importances aside for some tensors.
  if (importance) attempt({ ...rest, chain })
  // A conversion that changes few weights and no code may change scales.
  if (chain === 'direct' && found.equal > 0)
    for (const before of ['f16', 'bf16'] as const) attempt({ ...task, chain: before })
  return found
}

function isWhole({ blocks, equal }: Rederived): boolean {
  return blocks > 0 && equal === blocks
}

/** Undefined where nothing is searched for, or the importance is not known. */
function rederiveAs(task: TensorTask, readers: Readers): Rederived | undefined {
  const made = requantiserOf(task.codec, task.importance !== undefined)
  const held = made && holdRows(task, made, readers)
  if (!made || !held) return undefined
  let best: Rederived | undefined
  for (const arithmetic of ARITHMETICS) {
    const found = tryWith(arithmetic, made, held, task, best !== undefined)
    if (!best || found.equal > best.equal) best = found
    if (found.equal === found.blocks) return found
  }
  return best ? { ...best, envelope: envelopeOfHeld(task, held) } : NOTHING_REDERIVED
}

/** Of types that are not made again, because nobody knows their importances. */
function envelopeAlone(task: TensorTask, readers: Readers): Rederived {
  const made = requantiserOf(task.codec, true)
  const held = made && holdRows(task, made, readers)
  return held ? { ...NOTHING_REDERIVED, envelope: envelopeOfHeld(task, held) } : NOTHING_REDERIVED
}

function envelopeOfHeld({ codec }: TensorTask, held: readonly Held[]): Envelope | null {
  const made = requantiserOf(codec, true)
  const own = codecOf(codec)
  if (!made || !own) return null
  const all = held.flatMap(({ values, stored, blocks }) =>
    blocks.map((block) => ({ row: values, stored, block })),
  )
  return envelopeOf(all, made, own, requantiserOf(codec, false) !== undefined)
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
  most: number,
  seed: number,
): ReadonlyMap<number, readonly number[]> {
  const total = rows * perRow
  const random = randomOf(seed)
  const count = Math.min(most, total)
  const picked =
    count === total
      ? Array.from({ length: total }, (_, i) => i)
      : Array.from({ length: count }, (_, i) => Math.floor(((i + random()) * total) / count))
  const byRow = Map.groupBy(picked, (block) => Math.floor(block / perRow))
  return new Map([...byRow].map(([row, blocks]) => [row, blocks.map((b) => b % perRow)]))
}

function holdRows(
  { recipe, chain, parts, sample, seed }: TensorTask,
  made: Requantiser,
  { candidate, reference }: Readers,
): Held[] | undefined {
  const { rows, width } = recipe
  if (parts[0]!.parts || width % made.blockWeights !== 0 || width > HELD_WEIGHTS) return undefined
  const compared = sample?.length ?? rows
  const isAll = compared * width <= WHOLE_WEIGHTS
  // Columns of a transposed source are read together or not at all.
  if (recipe.transposed && !isAll) return undefined
  const count = isAll ? Infinity : SAMPLED_BLOCKS * (256 / made.blockWeights)
  const places = pick(compared, width / made.blockWeights, count, seed ?? 0)
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
      // Zeros are the same whoever quantised them.
      if (isZero(values, block * made.blockWeights, made.blockWeights)) continue
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
    envelope: null,
  }
}

function isZero(values: Float32Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (values[i] !== 0) return false
  return true
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
