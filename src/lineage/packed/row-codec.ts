import { STAT, type BlockCodec, type Proof } from '../codecs/codec.ts'
import { addSums } from '../codecs/forced.ts'
import { CELL_BYTES, cellsOf, type Cells } from './cells.ts'

/** How far the codes of a row are from what the reference gives. */
export interface RowFit {
  mismatches: number
  ties: number
  /** Groups whose scale is not what the format's rule gives. */
  scales: number
}

/** What is particular to the codes of one format. */
export interface RowFormat {
  readonly type: string
  readonly proof: Proof
  readonly value: (code: number, scale: number, zero: number) => number
  /** Distance to the next value. */
  readonly step: (code: number, scale: number) => number
  /** Where the scales were not made for nearest values, residuals say nothing. */
  readonly withoutResidual?: boolean
  readonly fit: (reference: Float32Array, cells: Cells) => RowFit
}

/** A codec over rows of cells: a block is one weight. */
export function rowCodec(format: RowFormat): BlockCodec {
  const { type, proof, value, fit } = format
  const codec: BlockCodec = {
    type,
    blockWeights: 1,
    blockBytes: CELL_BYTES,
    proof,
    dequantise(row, out) {
      const { codes, scales, zeros } = cellsOf(row)
      for (let i = 0; i < codes.length; i++) out[i] = value(codes[i]!, scales[i]!, zeros[i]!)
    },
    check(reference, row, stats, at) {
      const cells = cellsOf(row)
      const { codes, scales, zeros } = cells
      const values = new Float32Array(codes.length)
      for (let i = 0; i < codes.length; i++) values[i] = value(codes[i]!, scales[i]!, zeros[i]!)
      const found = fit(reference, cells)
      stats[at + STAT.mismatches]! += found.mismatches
      stats[at + STAT.ties]! += found.ties
      stats[at + STAT.scales]! += found.scales
      addSums(reference, 0, values, stats, at)
    },
  }
  return format.withoutResidual
    ? codec
    : { ...codec, residual: (reference, row, out) => residual(format, reference, row, out) }
}

function residual(
  { step, value }: RowFormat,
  reference: Float32Array,
  row: Uint8Array,
  out: Float32Array,
): void {
  const { codes, scales, zeros } = cellsOf(row)
  for (let i = 0; i < codes.length; i++) {
    const gap = Math.abs(step(codes[i]!, scales[i]!))
    const steps = (reference[i]! - value(codes[i]!, scales[i]!, zeros[i]!)) / gap
    // NaN, from scales that are zero or no numbers, ends as 0.
    out[i] = steps > 8 ? 8 : steps >= -8 ? steps : steps < -8 ? -8 : 0
  }
}

/** The fit of the way of computing that leaves fewest mismatches, and of those fewest ties. */
export function bestFit(attempts: readonly (() => RowFit)[]): RowFit {
  let best: RowFit | undefined
  for (const attempt of attempts) {
    const found = attempt()
    if (
      !best ||
      found.mismatches < best.mismatches ||
      (found.mismatches === best.mismatches && found.ties < best.ties)
    )
      best = found
    if (best.mismatches === 0 && best.ties === 0) break
  }
  return best ?? { mismatches: 0, ties: 0, scales: 0 }
}
