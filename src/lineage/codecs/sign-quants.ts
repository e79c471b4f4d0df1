import { STAT, type BlockCodec } from './codec.ts'
import { halfAt } from './half.ts'

const WEIGHTS = 256
/** What half precision rounds to zero, without a sign: models are often converted to it before they are quantised. */
const SIGNLESS = 2 ** -25

/**
 * Lattice types: magnitudes come from a search over a grid and prove nothing, signs are those of the weights. Where a
 * group of eight signs is stored in seven bits, their number is even, and one of them may be turned for that.
 */
interface Layout {
  readonly type: string
  readonly blockBytes: number
  /** Seven bits for eight signs. */
  readonly even: boolean
  /** The sign bits of group 0…31. */
  readonly signs: (blocks: Uint8Array, at: number, group: number) => number
}

function parity(bits: number): number {
  const folded = bits ^ (bits >> 4)
  return (0x6996 >> (folded & 15)) & 1
}

/** Eight signs from seven bits. */
function completed(bits: number): number {
  return bits | (parity(bits) << 7)
}

function u32(blocks: Uint8Array, at: number): number {
  return (blocks[at]! | (blocks[at + 1]! << 8) | (blocks[at + 2]! << 16) | (blocks[at + 3]! << 24)) >>> 0
}

const LAYOUTS: readonly Layout[] = [
  {
    type: 'IQ2_XXS',
    blockBytes: 66,
    even: true,
    signs: (blocks, at, group) =>
      completed((u32(blocks, at + 2 + (group >> 2) * 8 + 4) >>> ((group & 3) * 7)) & 127),
  },
  {
    type: 'IQ2_XS',
    blockBytes: 74,
    even: true,
    signs: (blocks, at, group) => completed(blocks[at + 2 + 2 * group + 1]! >> 1),
  },
  { type: 'IQ2_S', blockBytes: 82, even: false, signs: (blocks, at, group) => blocks[at + 34 + group]! },
  {
    type: 'IQ3_XXS',
    blockBytes: 98,
    even: true,
    signs: (blocks, at, group) =>
      completed((u32(blocks, at + 66 + (group >> 2) * 4) >>> ((group & 3) * 7)) & 127),
  },
  { type: 'IQ3_S', blockBytes: 110, even: false, signs: (blocks, at, group) => blocks[at + 74 + group]! },
]

function signCodec({ type, blockBytes, even, signs }: Layout): BlockCodec {
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    proof: 'signs',
    // The signs alone, times the scale: enough to find the row that they belong to.
    dequantise(blocks, out) {
      for (let b = 0; b * blockBytes < blocks.length; b++) {
        const d = halfAt(blocks, b * blockBytes)
        for (let i = 0; i < WEIGHTS; i++)
          out[b * WEIGHTS + i] = (signs(blocks, b * blockBytes, i >> 3) >> (i & 7)) & 1 ? -d : d
      }
    },
    check(reference, blocks, stats, at) {
      for (let b = 0; b * WEIGHTS < reference.length; b++) {
        const block = b * blockBytes
        if (halfAt(blocks, block) === 0) continue
        for (let group = 0; group < 32; group++) {
          const differing = differingSigns(reference, b * WEIGHTS + group * 8, signs(blocks, block, group))
          if (differing > (even ? 1 : 0)) stats[at + STAT.mismatches]! += differing
        }
      }
      for (const w of reference) stats[at + STAT.energy]! += w * w
    },
  }
}

function differingSigns(reference: Float32Array, from: number, bits: number): number {
  let differing = 0
  for (let i = 0; i < 8; i++) {
    const w = reference[from + i]!
    if (Math.abs(w) > SIGNLESS && w < 0 !== (((bits >> i) & 1) === 1)) differing++
  }
  return differing
}

export const signQuants: readonly BlockCodec[] = LAYOUTS.map(signCodec)
