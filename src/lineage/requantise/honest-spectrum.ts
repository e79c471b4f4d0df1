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

/** Weights that are quantised again for the comparison: a second or two. */
const WEIGHTS = 1 << 19
const FEWEST_ROWS = 32

interface Readers {
  readonly candidate: RowReader
  readonly reference: RowReader
}

/**
 * The residuals of coarse types follow the weights where these have structure, with scales that nobody steered as well.
 * What an honest quantisation of the same rows leaves is what to compare with. Null where none can be made.
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
  const flat = new Float32Array(width).fill(1)
  const again = new Uint8Array(rowBytes)
  const residuals = { stored: new Float32Array(count * width), honest: new Float32Array(count * width) }
  const isPlain = requantiserOf(task.codec, false) !== undefined
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rows) / count)
    referenceRows(recipe, reference, row, 1, values)
    applyChain(chain, values)
    const place = residuals.stored.subarray(i * width, (i + 1) * width)
    codec.residual(values, candidate.rows(part, rowBytes, row, 1), place)
    for (let block = 0; block < perRow; block++)
      made.requantise(
        { row: values, arithmetic: SEPARATE, ...(!isPlain && { importance: flat }) },
        block,
        again.subarray(block * made.blockBytes, (block + 1) * made.blockBytes),
      )
    codec.residual(values, again, residuals.honest.subarray(i * width, (i + 1) * width))
  }
  const zOf = (residual: Float32Array): number | null =>
    spectrumOf({ values: residual, rows: count, width }, false).z
  const stored = zOf(residuals.stored)
  const honest = zOf(residuals.honest)
  return stored === null || honest === null ? null : { stored, honest }
}
