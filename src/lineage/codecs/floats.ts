import type { BlockCodec } from './codec.ts'
import { addSums } from './forced.ts'
import { STAT } from './codec.ts'
import { bfloatBits, bfloatOf, halfBits, halfOf } from './half.ts'

const scratch = new Float32Array(1)
const bits = new Uint32Array(scratch.buffer)

interface Plain {
  readonly type: string
  readonly bytes: number
  /** Bits of the nearest value of the type. */
  readonly rounded: (value: number) => number
  readonly value: (bits: number) => number
}

const PLAIN: readonly Plain[] = [
  {
    type: 'F32',
    bytes: 4,
    rounded(value) {
      scratch[0] = value
      return bits[0]!
    },
    value(word) {
      bits[0] = word
      return scratch[0]!
    },
  },
  { type: 'F16', bytes: 2, rounded: halfBits, value: halfOf },
  { type: 'BF16', bytes: 2, rounded: bfloatBits, value: bfloatOf },
]

/** Plain numbers: a row is one block, and what is stored must be the reference rounded once, bit for bit. */
function floatCodec({ type, bytes, rounded, value }: Plain): BlockCodec {
  const wordAt = (row: Uint8Array, i: number): number =>
    bytes === 2
      ? row[2 * i]! | (row[2 * i + 1]! << 8)
      : (row[4 * i]! | (row[4 * i + 1]! << 8) | (row[4 * i + 2]! << 16) | (row[4 * i + 3]! << 24)) >>> 0
  return {
    type,
    blockWeights: 1,
    blockBytes: bytes,
    proof: 'exact',
    dequantise(row, out) {
      for (let i = 0; i * bytes < row.length; i++) out[i] = value(wordAt(row, i))
    },
    check(reference, row, stats, at) {
      const values = new Float32Array(reference.length)
      let mismatches = 0
      for (let i = 0; i < reference.length; i++) {
        const word = wordAt(row, i)
        values[i] = value(word)
        // Conversions keep or lose the payload of a NaN as they like: it is no number in both, and that is all.
        if (word !== rounded(reference[i]!) >>> 0 && !(Number.isNaN(reference[i]) && Number.isNaN(values[i])))
          mismatches++
      }
      stats[at + STAT.mismatches]! += mismatches
      addSums(reference, 0, values, stats, at)
    },
  }
}

export const floatCodecs: readonly BlockCodec[] = PLAIN.map(floatCodec)
