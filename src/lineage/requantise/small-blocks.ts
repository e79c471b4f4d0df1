import { searchAffine } from './affine-search.ts'
import { sumOfSquares, weigh, type Material, type Requantiser } from './requantiser.ts'
import { putHalf } from './super-blocks.ts'
import { searchSymmetric } from './symmetric-search.ts'

const { fround } = Math
const WEIGHTS = 32
const weighed = new Float32Array(WEIGHTS)
const codes = new Uint8Array(WEIGHTS)

/** The variance that enters the weighing is that of the whole row. */
function weighBlock({ row, importance, arithmetic }: Material, block: number): Float32Array {
  const part = row.subarray(block * WEIGHTS, (block + 1) * WEIGHTS)
  const variance = fround(sumOfSquares(row, arithmetic) / row.length)
  const columns = importance!.subarray(block * WEIGHTS, (block + 1) * WEIGHTS)
  weigh(part, columns, variance, arithmetic, weighed)
  return part
}

function putCodes(bits: number, out: Uint8Array, at: number): void {
  if (bits === 5) {
    for (let i = 0; i < WEIGHTS; i++) out[at + (i >> 3)]! |= (codes[i]! >> 4) << (i & 7)
    at += 4
  }
  for (let i = 0; i < WEIGHTS; i++) out[at + (i & 15)]! |= (codes[i]! & 15) << (i < 16 ? 0 : 4)
}

/** Codes around a zero in the middle, with an importance matrix. */
function symmetric(type: string, bits: 4 | 5, blockBytes: number): Requantiser {
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    requantise(material, block, out) {
      const part = weighBlock(material, block)
      out.fill(0, 0, blockBytes)
      putHalf(out, 0, searchSymmetric(part, weighed, 2 ** (bits - 1), material.arithmetic, codes))
      putCodes(bits, out, 2)
    },
  }
}

/** Codes from a minimum on, with an importance matrix. */
function affine(type: string, bits: 4 | 5, blockBytes: number): Requantiser {
  const grid = { top: 2 ** bits - 1, first: fround(-0.9), step: fround(0.05), steps: 36, absolute: false }
  return {
    type,
    blockWeights: WEIGHTS,
    blockBytes,
    requantise(material, block, out) {
      const part = weighBlock(material, block)
      const { scale, minimum } = searchAffine(part, weighed, grid, material.arithmetic, codes)
      out.fill(0, 0, blockBytes)
      putHalf(out, 0, scale)
      putHalf(out, 2, -minimum)
      putCodes(bits, out, 4)
    },
  }
}

/** Types of 32 weights, as they are made with an importance matrix; without one every byte follows from a formula. */
export const smallBlocks: readonly Requantiser[] = [
  symmetric('Q4_0', 4, 18),
  symmetric('Q5_0', 5, 22),
  affine('Q4_1', 4, 20),
  affine('Q5_1', 5, 24),
]
