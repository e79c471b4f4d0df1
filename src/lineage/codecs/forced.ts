import { STAT, type BlockCodec, type Proof, type RowStats } from './codec.ts'

const { fround } = Math

/** A block taken apart: what is stored, and what the reference forces. Reused from block to block. */
export interface Bench {
  readonly codes: Int32Array
  readonly values: Float32Array
  /**
   * The code that the reference gives, before rounding and cut to the range of codes: what is stored must lie within half
   * a step of it. NaN where it gives none; the stored code where any will do, because the scale is zero.
   */
  readonly exact: Float32Array
  /** Distance between the values of two neighbouring codes, with any sign. */
  readonly step: Float32Array
  /** Set by `force` when the scale fields are not what the reference gives, for formats where they are determined. */
  scaleDiffers: boolean
}

export interface ForcedFormat {
  readonly type: string
  readonly blockWeights: number
  readonly blockBytes: number
  readonly proof: Proof
  /** Steps beyond half a step within which a code is a tie and no mismatch: platforms differ in the last bit there. */
  readonly tieWithin: number
  /** Fills `codes`, `values` and `step` from the block at `at`. */
  unpack(blocks: Uint8Array, at: number, bench: Bench): void
  /** Fills `exact` and `scaleDiffers` from the reference at `from`, and the scales of the block where they are not determined. */
  force(blocks: Uint8Array, at: number, reference: Float32Array, from: number, bench: Bench): void
}

/** A codec from its two halves. */
export function forcedCodec(format: ForcedFormat): BlockCodec {
  const { type, blockWeights, blockBytes, proof } = format
  const within = fround(0.5 + format.tieWithin)
  const bench: Bench = {
    codes: new Int32Array(blockWeights),
    values: new Float32Array(blockWeights),
    exact: new Float32Array(blockWeights),
    step: new Float32Array(blockWeights),
    scaleDiffers: false,
  }
  return {
    type,
    blockWeights,
    blockBytes,
    proof,
    dequantise(blocks, out) {
      for (let b = 0; b * blockBytes < blocks.length; b++) {
        format.unpack(blocks, b * blockBytes, bench)
        out.set(bench.values, b * blockWeights)
      }
    },
    check(reference, blocks, stats, at) {
      const count = reference.length / blockWeights
      for (let b = 0; b < count; b++) {
        bench.scaleDiffers = false
        format.unpack(blocks, b * blockBytes, bench)
        format.force(blocks, b * blockBytes, reference, b * blockWeights, bench)
        compare(bench, within, stats, at)
        addSums(reference, b * blockWeights, bench.values, stats, at)
      }
    },
    residual(reference, blocks, out) {
      for (let b = 0; b * blockWeights < reference.length; b++) {
        format.unpack(blocks, b * blockBytes, bench)
        for (let i = 0; i < blockWeights; i++) {
          const rest = fround(reference[b * blockWeights + i]! - bench.values[i]!)
          const steps = bench.step[i] === 0 ? 0 : fround(rest / Math.abs(bench.step[i]!))
          // NaN, from scales that are no numbers, ends as 0.
          out[b * blockWeights + i] = steps > 8 ? 8 : steps >= -8 ? steps : steps < -8 ? -8 : 0
        }
      }
    },
  }
}

function compare({ codes, exact, scaleDiffers }: Bench, within: number, stats: RowStats, at: number): void {
  let mismatches = 0
  let ties = 0
  for (let i = 0; i < codes.length; i++) {
    const off = Math.abs(fround(codes[i]! - exact[i]!))
    if (off <= 0.5) continue
    if (off <= within) ties++
    else mismatches++
  }
  stats[at + STAT.mismatches]! += mismatches
  stats[at + STAT.ties]! += ties
  if (scaleDiffers) stats[at + STAT.scales]! += 1
}

/** Sums of one block, in the order that `BlockCodec` lays down. */
export function addSums(
  reference: Float32Array,
  from: number,
  values: Float32Array,
  stats: RowStats,
  at: number,
): void {
  const error = [0, 0, 0, 0]
  const energy = [0, 0, 0, 0]
  const dot = [0, 0, 0, 0]
  const stored = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const lane = i & 3
    const w = reference[from + i]!
    const y = values[i]!
    const r = fround(w - y)
    error[lane] = fround(error[lane]! + fround(r * r))
    energy[lane] = fround(energy[lane]! + fround(w * w))
    dot[lane] = fround(dot[lane]! + fround(w * y))
    stored[lane] = fround(stored[lane]! + fround(y * y))
  }
  stats[at + STAT.error]! += folded(error)
  stats[at + STAT.energy]! += folded(energy)
  stats[at + STAT.dot]! += folded(dot)
  stats[at + STAT.stored]! += folded(stored)
}

function folded(lanes: readonly number[]): number {
  return fround(fround(lanes[0]! + lanes[1]!) + fround(lanes[2]! + lanes[3]!))
}
