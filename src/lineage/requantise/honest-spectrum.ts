import { codecOf } from '../codecs/codecs.ts'
import { applyChain } from '../pass/chain.ts'
import type { TensorTask } from '../pass/measure.ts'
import { referenceRows } from '../pass/reference-rows.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { spectrumOf } from '../pass/spectrum.ts'
import { SEPARATE } from './arithmetic.ts'
import { requantiserOf } from './requantisers.ts'

/** How far the residual of a tensor stands out of noise, and that of the same weights quantised here. */
export interface BesideHonest {
  readonly stored: number
  readonly honest: number
}

/** What rounding leaves seldom stands out more: 0.93 to 1.02 in dense weights, up to 1.2 in sparse ones. */
export const STANDS_OUT = 1.2
/** Weights that are quantised again for the comparison: a second or two. */
const WEIGHTS = 1 << 20
const FEWEST_ROWS = 32

interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/**
 * The residuals of coarse types follow the weights where these have structure, with scales that nobody steered as well.
 * What honest quantisations of the same rows leave, with and without importances, is what to compare with: the most of them. Null where none can be made.
 */
export function besideHonest(task: TensorTask, { candidate, reference }: Readers): BesideHonest | null {
  const { recipe, chain, parts } = task
  const { rows, width, transposed } = recipe
  const codec = codecOf(task.codec)
  const made = requantiserOf(task.codec, true)
  const part = parts[0]!
  if (!made || !codec?.residual || part.parts || transposed || width % made.blockWeights !== 0) return null
  if (rows < FEWEST_ROWS) return null
  const count = Math.min(rows, Math.max(FEWEST_ROWS, Math.floor(WEIGHTS / width)))
  const perRow = width / made.blockWeights
  const rowBytes = perRow * made.blockBytes
  const values = new Float32Array(width)
  const again = new Uint8Array(rowBytes)
  const ways = waysFor(task.codec, width)
  const stored = new Float32Array(count * width)
  const residuals = ways.map(() => new Float32Array(count * width))
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rows) / count)
    referenceRows(recipe, reference, row, 1, values)
    applyChain(chain, values)
    codec.residual(
      values,
      candidate.rows(part, rowBytes, row, 1),
      stored.subarray(i * width, (i + 1) * width),
    )
    for (const [way, importance] of ways.entries()) {
      for (let block = 0; block < perRow; block++)
        made.requantise(
          { row: values, arithmetic: SEPARATE, ...(importance && { importance }) },
          block,
          again.subarray(block * made.blockBytes, (block + 1) * made.blockBytes),
        )
      codec.residual(values, again, residuals[way]!.subarray(i * width, (i + 1) * width))
    }
  }
  const zOf = (residual: Float32Array): number | null =>
    spectrumOf({ values: residual, rows: count, width }, false).z
  const z = zOf(stored)
  const honest = Math.max(...residuals.map((residual) => zOf(residual) ?? 0))
  return z === null || honest === 0 ? null : { stored: z, honest }
}

/** Importances that an honest quantiser may have had: none, all the same, and very uneven ones. */
function waysFor(codec: string, width: number): (Float32Array | undefined)[] {
  const flat = new Float32Array(width).fill(1)
  const uneven = flat.map((_, i) => Math.exp(2 * Math.sin(i * i * 0.7 + i)))
  const isPlain = requantiserOf(codec, false) !== undefined
  const spiked = uneven.map((v, i) => ((i * 7919) % 31 === 0 ? 1e4 * v : v))
  return [...(isPlain ? [undefined] : []), flat, uneven, spiked]
}
