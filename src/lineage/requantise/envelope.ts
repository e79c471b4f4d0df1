import type { BlockCodec } from '../codecs/codec.ts'
import { SEPARATE } from './arithmetic.ts'
import type { Requantiser } from './requantiser.ts'

/**
 * Errors of stored blocks over those of the same weights quantised here without importances: what scales that somebody
 * chose cost. Of groups of 256 weights.
 */
export interface Envelope {
  readonly groups: number
  readonly median: number
  /** One group in a hundred lies above. */
  readonly high: number
  readonly most: number
}

const GROUP = 256
/** Groups that are looked at. */
const MOST_GROUPS = 512

/** A block, its weights and the row that they are in. */
export interface BlockOfRow {
  readonly row: Float32Array
  readonly stored: Uint8Array
  readonly block: number
}

export function envelopeOf(
  all: readonly BlockOfRow[],
  made: Requantiser,
  codec: BlockCodec,
  isPlain: boolean,
): Envelope | null {
  const perGroup = GROUP / made.blockWeights
  const every = Math.max(1, Math.ceil(all.length / (MOST_GROUPS * perGroup)))
  const values = new Float32Array(made.blockWeights)
  const again = new Uint8Array(made.blockBytes)
  const ratios: number[] = []
  let error = 0
  let honest = 0
  let filled = 0
  for (let i = 0; i < all.length; i += every) {
    const { row, stored, block } = all[i]!
    const weights = row.subarray(block * made.blockWeights, (block + 1) * made.blockWeights)
    error += errorOf(
      weights,
      stored.subarray(block * made.blockBytes, (block + 1) * made.blockBytes),
      codec,
      values,
    )
    const importance = isPlain ? undefined : new Float32Array(row.length).fill(1)
    made.requantise({ row, arithmetic: SEPARATE, ...(importance && { importance }) }, block, again)
    honest += errorOf(weights, again, codec, values)
    filled++
    if (filled < perGroup) continue
    if (honest > 0) ratios.push(error / honest)
    error = honest = filled = 0
  }
  const sorted = ratios.toSorted((a, b) => a - b)
  const most = sorted.at(-1)
  if (most === undefined) return null
  return {
    groups: sorted.length,
    median: sorted[sorted.length >> 1]!,
    high: sorted[Math.floor(sorted.length * 0.99)]!,
    most,
  }
}

function errorOf(weights: Float32Array, block: Uint8Array, codec: BlockCodec, values: Float32Array): number {
  codec.dequantise(block, values)
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (weights[i]! - values[i]!) ** 2
  return sum
}
