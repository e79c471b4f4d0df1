import { halfAt } from '../../src/lineage/codecs/half.ts'
import { packNibbles, packScales, recode } from '../../src/lineage/requantise/super-blocks.ts'

const SUB = 32
const { fround } = Math

interface Scales {
  readonly scales: Uint8Array
  readonly minima: Uint8Array
}

function unpacked(block: Uint8Array): Scales {
  const scales = new Uint8Array(8)
  const minima = new Uint8Array(8)
  for (let j = 0; j < 4; j++) {
    scales[j] = block[4 + j]! & 63
    minima[j] = block[8 + j]! & 63
    scales[j + 4] = (block[12 + j]! & 15) | ((block[4 + j]! >> 6) << 4)
    minima[j + 4] = (block[12 + j]! >> 4) | ((block[8 + j]! >> 6) << 4)
  }
  return { scales, minima }
}

/**
 * Moves the scales of a Q4_K block by at most one, to where rounding errors add up along a direction; the codes follow from
 * the weights and the new scales, as an honest quantiser's would.
 */
export function steer(block: Uint8Array, weights: Float32Array, direction: Float32Array): void {
  const [d, dMin] = [halfAt(block, 0), halfAt(block, 2)]
  const { scales, minima } = unpacked(block)
  const codes = new Uint8Array(256)
  for (let j = 0; j < 8; j++) {
    const part = weights.subarray(j * SUB, (j + 1) * SUB)
    const along = direction.subarray(j * SUB, (j + 1) * SUB)
    const plain = attempt(part, along, fround(d * scales[j]!), fround(dMin * minima[j]!))
    let best = { ...plain, scale: scales[j]!, minimum: minima[j]! }
    for (const ds of [-1, 0, 1])
      for (const dm of [-1, 0, 1]) {
        const scale = Math.min(63, Math.max(1, scales[j]! + ds))
        const minimum = Math.min(63, Math.max(0, minima[j]! + dm))
        const found = attempt(part, along, fround(d * scale), fround(dMin * minimum))
        if (found.gain > best.gain && found.error <= 1.25 * plain.error) best = { ...found, scale, minimum }
      }
    scales[j] = best.scale
    minima[j] = best.minimum
    codes.set(best.codes, j * SUB)
  }
  block.fill(0, 4)
  packScales(scales, minima, block, 4)
  packNibbles(codes, block, 16)
}

interface Attempt {
  readonly codes: Uint8Array
  readonly gain: number
  readonly error: number
}

function attempt(weights: Float32Array, along: Float32Array, step: number, offset: number): Attempt {
  const codes = new Uint8Array(SUB)
  recode(weights, step, offset, { low: 0, high: 15 }, codes)
  let gain = 0
  let error = 0
  for (let i = 0; i < SUB; i++) {
    const off = fround(fround(step * codes[i]!) - offset) - weights[i]!
    gain += off * along[i]!
    error += off * off
  }
  return { codes, gain, error }
}
