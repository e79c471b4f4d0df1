import type { BlockCodec } from './codec.ts'
import { forcedCodec, type Bench } from './forced.ts'
import { halfAt } from './half.ts'

const { fround } = Math

/** The sixteen values of the non-linear 4-bit types. */
const VALUES = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113] as const

/** Index of the nearest of them; ties go up, as in ggml. */
function nearestIndex(value: number): number {
  if (!(value > VALUES[0])) return 0
  if (value >= VALUES[15]) return 15
  let low = 0
  let high = 15
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (value < VALUES[middle]!) high = middle
    else low = middle
  }
  return fround(value - VALUES[low]!) < fround(VALUES[high]! - value) ? low : high
}

/** Largest gap between neighbours, in units of the scale: the step that is used for residuals. */
function gapAt(index: number): number {
  const below = index > 0 ? VALUES[index]! - VALUES[index - 1]! : Infinity
  const above = index < 15 ? VALUES[index + 1]! - VALUES[index]! : Infinity
  return Math.max(below === Infinity ? above : below, above === Infinity ? below : above)
}

/**
 * The codes are found with the scale before it is rounded to a half. Any scale that rounds to the stored half is
 * possible, so a code is forced unless it changes within that interval.
 */
function forceBy(
  scale: number,
  error: number,
  reference: Float32Array,
  from: number,
  count: number,
  at: number,
  bench: Bench,
): void {
  for (let i = 0; i < count; i++) {
    const k = at + i
    if (scale === 0) {
      bench.exact[k] = bench.codes[k]!
      continue
    }
    const w = reference[from + i]!
    const one = nearestIndex(w / (scale * (1 - error)))
    const other = nearestIndex(w / (scale * (1 + error)))
    const stored = bench.codes[k]!
    const within = stored >= Math.min(one, other) && stored <= Math.max(one, other)
    bench.exact[k] = within ? stored : nearestIndex(w / scale)
  }
}

/** Largest relative distance of a number from the half that it was rounded to. */
function halfError(d: number): number {
  const magnitude = Math.abs(d)
  return magnitude >= 2 ** -14 ? 2 ** -11 : magnitude > 0 ? Math.min(0.5, 2 ** -25 / magnitude) : 0
}

export const iq4Nl: BlockCodec = forcedCodec({
  type: 'IQ4_NL',
  blockWeights: 32,
  blockBytes: 18,
  proof: 'codes',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfAt(blocks, at)
    for (let i = 0; i < 32; i++) {
      const code = (blocks[at + 2 + (i & 15)]! >> (i < 16 ? 0 : 4)) & 15
      codes[i] = code
      values[i] = fround(d * VALUES[code]!)
      step[i] = d * gapAt(code)
    }
  },
  force(blocks, at, reference, from, bench) {
    const d = halfAt(blocks, at)
    forceBy(d, halfError(d), reference, from, 32, 0, bench)
  },
})

const scales = new Float32Array(8)

function subScales(blocks: Uint8Array, at: number): void {
  const d = halfAt(blocks, at)
  const high = blocks[at + 2]! | (blocks[at + 3]! << 8)
  for (let j = 0; j < 8; j++) {
    const low = (blocks[at + 4 + (j >> 1)]! >> ((j & 1) * 4)) & 15
    scales[j] = d * ((low | (((high >> (2 * j)) & 3) << 4)) - 32)
  }
}

export const iq4Xs: BlockCodec = forcedCodec({
  type: 'IQ4_XS',
  blockWeights: 256,
  blockBytes: 136,
  proof: 'codes',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    subScales(blocks, at)
    for (let i = 0; i < 256; i++) {
      const j = i >> 5
      const code = (blocks[at + 8 + j * 16 + (i & 15)]! >> (i & 16 ? 4 : 0)) & 15
      codes[i] = code
      values[i] = fround(scales[j]! * VALUES[code]!)
      step[i] = scales[j]! * gapAt(code)
    }
  },
  force(blocks, at, reference, from, bench) {
    subScales(blocks, at)
    const error = halfError(halfAt(blocks, at))
    for (let j = 0; j < 8; j++) forceBy(scales[j]!, error, reference, from + 32 * j, 32, 32 * j, bench)
  },
})
