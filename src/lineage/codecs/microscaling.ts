import type { BlockCodec } from './codec.ts'
import { forcedCodec, type Bench } from './forced.ts'
import { largestOf } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 32

/** Twice the values of a 4-bit float with two exponent bits and one of fraction; the sign is the highest bit. */
const VALUES = [0, 1, 2, 3, 4, 6, 8, 12, -0, -1, -2, -3, -4, -6, -8, -12] as const

/** Half of the power of two that the exponent byte stands for. */
function halfScale(byte: number): number {
  return byte === 255 ? Number.NaN : 2 ** (byte - 128)
}

/** The first of the values that is nearest, as ggml searches. */
function nearestFloat4(value: number, scale: number): number {
  let best = 0
  let least = Math.abs(fround(fround(VALUES[0] * scale) - value))
  for (let i = 1; i < 16; i++) {
    const distance = Math.abs(fround(fround(VALUES[i]! * scale) - value))
    if (distance < least) [best, least] = [i, distance]
  }
  return best
}

/** Powers of two as scales: exponent of the largest magnitude less two. Blocks of models trained in it are copied, whatever their exponent. */
export const mxfp4: BlockCodec = forcedCodec({
  type: 'MXFP4',
  blockWeights: WEIGHTS,
  blockBytes: 17,
  proof: 'exact',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    const d = halfScale(blocks[at]!)
    for (let i = 0; i < WEIGHTS; i++) {
      const code = (blocks[at + 1 + (i & 15)]! >> (i < 16 ? 0 : 4)) & 15
      codes[i] = code
      values[i] = fround(d * VALUES[code]!)
      // The gap between the larger values; smaller ones lie closer, and their residuals with them.
      step[i] = d * (Math.abs(VALUES[code]!) >= 8 ? 4 : Math.abs(VALUES[code]!) >= 4 ? 2 : 1)
    }
  },
  force(blocks, at, reference, from, bench) {
    if (isCopied(reference, from, bench)) return
    const largest = largestOf(reference, from, WEIGHTS)
    const exponent =
      largest > 0 ? Math.min(254, Math.max(0, Math.floor(fround(Math.log2(largest))) + 125)) : 0
    const d = halfScale(exponent)
    for (let i = 0; i < WEIGHTS; i++) {
      const forced = nearestFloat4(reference[from + i]!, d)
      // Both zeros are zero.
      bench.exact[i] = (forced & 7) === 0 && (bench.codes[i]! & 7) === 0 ? bench.codes[i]! : forced
    }
    bench.scaleDiffers = exponent !== blocks[at]!
  },
})

/** Whether the reference has exactly these values, so that nothing was rounded. */
function isCopied(reference: Float32Array, from: number, { codes, values, exact }: Bench): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== reference[from + i]) return false
  exact.set(codes)
  return true
}

/** An 8-bit float without sign, four bits of exponent and three of fraction; halved, as `VALUES` are doubled. */
function halfUnsigned(byte: number): number {
  if (byte === 0 || byte === 0x7f) return 0
  const exponent = (byte >> 3) & 15
  const fraction = byte & 7
  return exponent === 0 ? fraction * 2 ** -10 : (1 + fraction / 8) * 2 ** (exponent - 8)
}

const float = new Float32Array(1)
const word = new Uint32Array(float.buffer)

/** The byte that ggml writes for a scale: half a step is rounded up, and the largest is 448. */
function unsignedBits(value: number): number {
  if (!(value > 0)) return 0
  if (value >= 448) return 0x7e
  float[0] = value
  const exponent = (word[0]! >>> 23) - 120
  if (exponent <= 0) return Math.min(7, Math.trunc(fround(fround(value * 512) + 0.5)))
  const rounded = (exponent << 3) + ((word[0]! >>> 20) & 7) + ((word[0]! >>> 19) & 1)
  return Math.min(0x7e, rounded)
}

const SUB = 16

/** 8-bit floats as scales of sixteen values, four to a block: a sixth of the largest magnitude. */
export const nvfp4: BlockCodec = forcedCodec({
  type: 'NVFP4',
  blockWeights: 64,
  blockBytes: 36,
  proof: 'exact',
  tieWithin: 0,
  unpack(blocks, at, { codes, values, step }) {
    for (let i = 0; i < 64; i++) {
      const d = halfUnsigned(blocks[at + (i >> 4)]!)
      const code = (blocks[at + 4 + (i >> 4) * 8 + (i & 7)]! >> (i & 8 ? 4 : 0)) & 15
      codes[i] = code
      values[i] = fround(d * VALUES[code]!)
      step[i] = d * (Math.abs(VALUES[code]!) >= 8 ? 4 : Math.abs(VALUES[code]!) >= 4 ? 2 : 1)
    }
  },
  force(blocks, at, reference, from, bench) {
    bench.scaleDiffers = false
    for (let s = 0; s < 4; s++) {
      const scale = unsignedBits(fround(largestOf(reference, from + s * SUB, SUB) / 6))
      const d = halfUnsigned(scale)
      if (scale !== blocks[at + s]!) bench.scaleDiffers = true
      for (let i = s * SUB; i < (s + 1) * SUB; i++) {
        const forced = nearestFloat4(reference[from + i]!, d)
        bench.exact[i] = (forced & 7) === 0 && (bench.codes[i]! & 7) === 0 ? bench.codes[i]! : forced
      }
    }
  },
})
