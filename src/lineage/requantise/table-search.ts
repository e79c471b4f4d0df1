import { madd, nearestProduct } from './arithmetic.ts'
import { sumOfSquares, weigh, type Material, type Requantiser } from './requantiser.ts'
import { putHalf } from './super-blocks.ts'
import { extreme } from './symmetric-search.ts'

const { fround } = Math
const NOTHING = fround(1e-15)
const VALUES = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113] as const
const SUB = 32

function nearestIndex(value: number): number {
  if (value <= VALUES[0]) return 0
  if (value >= VALUES[15]) return 15
  let above = 1
  while (above < 15 && !(value < VALUES[above]!)) above++
  return fround(value - VALUES[above - 1]!) < fround(VALUES[above]! - value) ? above - 1 : above
}

const weighed = new Float32Array(SUB)

/** The best of fifteen slopes around the one that puts the largest weight on the lowest value. */
function scaleOf(part: Float32Array, importances: Float32Array, { arithmetic }: Material): number {
  const most = extreme(part)
  if (Math.abs(most) < NOTHING) return 0
  let scale = 0
  let best = 0
  for (let turn = -8; turn <= 7; turn++) {
    const first = turn === -8
    const slope = first ? fround(1 / fround(-most / VALUES[0])) : fround((turn + VALUES[0]) / most)
    let sumXQ = 0
    let sumQQ = 0
    for (let i = 0; i < part.length; i++) {
      const q = VALUES[nearestIndex(fround(slope * part[i]!))]!
      const wq = fround(importances[i]! * q)
      sumXQ = madd(arithmetic, wq, part[i]!, sumXQ)
      sumQQ = madd(arithmetic, wq, q, sumQQ)
    }
    if (!first && !(sumQQ > 0 && fround(sumXQ * sumXQ) > fround(best * sumQQ))) continue
    scale = sumQQ > 0 ? fround(sumXQ / sumQQ) : 0
    best = fround(scale * sumXQ)
  }
  return scale
}

/** Scales of the sub-blocks of a block that begins at `from`. */
function scalesOf(material: Material, from: number, size: number, scales: Float32Array): void {
  const { row, importance, arithmetic } = material
  const values = row.subarray(from, from + size)
  const variance = fround(sumOfSquares(values, arithmetic) * fround(2 / size))
  for (let j = 0; j < scales.length; j++) {
    const part = values.subarray(j * SUB, (j + 1) * SUB)
    if (importance)
      weigh(part, importance.subarray(from + j * SUB, from + (j + 1) * SUB), variance, arithmetic, weighed)
    else for (let i = 0; i < SUB; i++) weighed[i] = fround(part[i]! * part[i]!)
    scales[j] = scaleOf(part, weighed, material)
  }
}

function put(part: Float32Array, inverse: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < SUB; i++)
    out[at + (i & 15)]! |= nearestIndex(fround(inverse * part[i]!)) << (i < 16 ? 0 : 4)
}

const one = new Float32Array(1)
const eight = new Float32Array(8)

export const iq4Nl: Requantiser = {
  type: 'IQ4_NL',
  blockWeights: 32,
  blockBytes: 18,
  requantise(material, block, out) {
    const from = block * SUB
    scalesOf(material, from, SUB, one)
    out.fill(0, 0, 18)
    putHalf(out, 0, one[0]!)
    put(material.row.subarray(from, from + SUB), one[0] === 0 ? 0 : fround(1 / one[0]!), out, 2)
  },
}

export const iq4Xs: Requantiser = {
  type: 'IQ4_XS',
  blockWeights: 256,
  blockBytes: 136,
  requantise(material, block, out) {
    const from = block * 256
    scalesOf(material, from, 256, eight)
    let most = 0
    for (const s of eight) if (Math.abs(s) > Math.abs(most)) most = s
    const d = fround(-most / 32)
    const inverse = d === 0 ? 0 : fround(1 / d)
    out.fill(0, 0, 136)
    putHalf(out, 0, d)
    for (let j = 0; j < 8; j++) {
      const l = Math.max(-32, Math.min(31, nearestProduct(material.arithmetic, inverse, eight[j]!)))
      const scale = fround(d * l)
      put(
        material.row.subarray(from + j * SUB, from + (j + 1) * SUB),
        scale === 0 ? 0 : fround(1 / scale),
        out,
        8 + 16 * j,
      )
      out[4 + (j >> 1)]! |= ((l + 32) & 15) << (j & 1 ? 4 : 0)
      out[2 + (j >> 2)]! |= ((l + 32) >> 4) << (2 * (j & 3))
    }
  },
}
