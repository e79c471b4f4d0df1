import type { BlockCodec } from './codec.ts'
import { forcedCodec, type Bench, type ForcedFormat } from './forced.ts'
import { halfAt } from './half.ts'
import { clamp } from './rounding.ts'

const { fround } = Math
const WEIGHTS = 256
/** No tie was ever seen to be rounded otherwise in these formats, on builds with and without fused multiply-add. */
const TIE = 1e-4

/** Scale and minimum of every sub-block, and the codes: what the formats of the family differ in. */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  /** Weights that share a scale. */
  readonly sub: number
  readonly low: number
  readonly high: number
  readonly codes: (blocks: Uint8Array, at: number, codes: Int32Array) => void
  /** Fills `step` and `offset`: value = step · code − offset. */
  readonly scales: (blocks: Uint8Array, at: number, step: Float32Array, offset: Float32Array) => void
}

/**
 * The last step of every quantiser of the family rounds the weight again with the scales that are stored, so the codes
 * follow from weight and scales, whatever found the scales.
 */
function kQuant({ type, blockBytes, sub, low, high, codes, scales }: Layout): BlockCodec {
  const step = new Float32Array(WEIGHTS / sub)
  const offset = new Float32Array(WEIGHTS / sub)
  const format: ForcedFormat = {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'codes',
    tieWithin: TIE,
    unpack(blocks, at, bench) {
      codes(blocks, at, bench.codes)
      scales(blocks, at, step, offset)
      for (let i = 0; i < WEIGHTS; i++) {
        const j = Math.floor(i / sub)
        bench.step[i] = step[j]!
        bench.values[i] = fround(fround(step[j]! * bench.codes[i]!) - offset[j]!)
      }
    },
    force(_blocks, _at, reference, from, bench: Bench) {
      for (let i = 0; i < WEIGHTS; i++) {
        const j = Math.floor(i / sub)
        const d = step[j]!
        bench.exact[i] =
          d === 0 ? bench.codes[i]! : clamp(fround(fround(reference[from + i]! + offset[j]!) / d), low, high)
      }
    },
  }
  return forcedCodec(format)
}

export const q2K: BlockCodec = kQuant({
  type: 'Q2_K',
  blockBytes: 84,
  sub: 16,
  low: 0,
  high: 3,
  codes(blocks, at, codes) {
    for (let i = 0; i < WEIGHTS; i++)
      codes[i] = (blocks[at + 16 + (i >> 7) * 32 + (i & 31)]! >> (((i >> 5) & 3) * 2)) & 3
  },
  scales(blocks, at, step, offset) {
    const d = halfAt(blocks, at + 80)
    const min = halfAt(blocks, at + 82)
    for (let j = 0; j < 16; j++) {
      step[j] = d * (blocks[at + j]! & 15)
      offset[j] = min * (blocks[at + j]! >> 4)
    }
  },
})

export const q3K: BlockCodec = kQuant({
  type: 'Q3_K',
  blockBytes: 110,
  sub: 16,
  low: -4,
  high: 3,
  codes(blocks, at, codes) {
    for (let i = 0; i < WEIGHTS; i++) {
      const low = (blocks[at + 32 + (i >> 7) * 32 + (i & 31)]! >> (((i >> 5) & 3) * 2)) & 3
      const high = (blocks[at + (i & 31)]! >> (i >> 5)) & 1
      codes[i] = low - (high ? 0 : 4)
    }
  },
  scales(blocks, at, step, offset) {
    const d = halfAt(blocks, at + 108)
    for (let j = 0; j < 16; j++) {
      const low = (blocks[at + 96 + (j & 7)]! >> (j < 8 ? 0 : 4)) & 15
      const high = (blocks[at + 104 + (j & 3)]! >> ((j >> 2) * 2)) & 3
      step[j] = d * ((low | (high << 4)) - 32)
      offset[j] = 0
    }
  },
})

/** Eight pairs of six bits in twelve bytes. */
function scalesAndMinima(blocks: Uint8Array, at: number, step: Float32Array, offset: Float32Array): void {
  const d = halfAt(blocks, at)
  const min = halfAt(blocks, at + 2)
  const q = at + 4
  for (let j = 0; j < 8; j++) {
    const scale = j < 4 ? blocks[q + j]! & 63 : (blocks[q + j + 4]! & 15) | ((blocks[q + j - 4]! >> 6) << 4)
    const minimum = j < 4 ? blocks[q + j + 4]! & 63 : (blocks[q + j + 4]! >> 4) | ((blocks[q + j]! >> 6) << 4)
    step[j] = d * scale
    offset[j] = min * minimum
  }
}

export const q4K: BlockCodec = kQuant({
  type: 'Q4_K',
  blockBytes: 144,
  sub: 32,
  low: 0,
  high: 15,
  codes(blocks, at, codes) {
    for (let i = 0; i < WEIGHTS; i++)
      codes[i] = (blocks[at + 16 + (i >> 6) * 32 + (i & 31)]! >> (i & 32 ? 4 : 0)) & 15
  },
  scales: scalesAndMinima,
})

export const q5K: BlockCodec = kQuant({
  type: 'Q5_K',
  blockBytes: 176,
  sub: 32,
  low: 0,
  high: 31,
  codes(blocks, at, codes) {
    for (let i = 0; i < WEIGHTS; i++) {
      const low = (blocks[at + 48 + (i >> 6) * 32 + (i & 31)]! >> (i & 32 ? 4 : 0)) & 15
      codes[i] = low | (((blocks[at + 16 + (i & 31)]! >> (i >> 5)) & 1) << 4)
    }
  },
  scales: scalesAndMinima,
})

export const q6K: BlockCodec = kQuant({
  type: 'Q6_K',
  blockBytes: 210,
  sub: 16,
  low: -32,
  high: 31,
  codes(blocks, at, codes) {
    for (let i = 0; i < WEIGHTS; i++) {
      const half = i >> 7
      const quarter = (i >> 5) & 3
      const low = (blocks[at + half * 64 + (quarter & 1) * 32 + (i & 31)]! >> (quarter & 2 ? 4 : 0)) & 15
      const high = (blocks[at + 128 + half * 32 + (i & 31)]! >> (quarter * 2)) & 3
      codes[i] = (low | (high << 4)) - 32
    }
  },
  scales(blocks, at, step, offset) {
    const d = halfAt(blocks, at + 208)
    for (let j = 0; j < 16; j++) {
      step[j] = d * ((blocks[at + 192 + j]! << 24) >> 24)
      offset[j] = 0
    }
  },
})
