import { halfBits, halfOf } from '../codecs/half.ts'
import { nearest } from './arithmetic.ts'

const { fround } = Math

/** Writes a half and gives back the value that it has. */
export function putHalf(out: Uint8Array, at: number, value: number): number {
  const bits = halfBits(value)
  out[at] = bits & 255
  out[at + 1] = bits >> 8
  return halfOf(bits)
}

/** Rounds weights again with the scale that is stored; where that is zero the codes of the search stay. */
export function recode(
  weights: Float32Array,
  scale: number,
  offset: number,
  range: { readonly low: number; readonly high: number },
  codes: Uint8Array,
): void {
  if (scale === 0 || Number.isNaN(scale)) return
  for (let i = 0; i < weights.length; i++) {
    const l = nearest(fround(fround(weights[i]! + offset) / scale))
    codes[i] = (l < range.low ? range.low : l > range.high ? range.high : l) - range.low
  }
}

/** Four codes of two bits a byte: 32 bytes hold 128 of them, 32 apart. */
export function packPairs(codes: Uint8Array, shift: number, out: Uint8Array, at: number): void {
  for (let i = 0; i < 256; i++)
    out[at + (i >> 7) * 32 + (i & 31)]! |= ((codes[i]! >> shift) & 3) << (((i >> 5) & 3) * 2)
}

/** Two codes of four bits a byte: 32 bytes hold 64 of them, 32 apart. */
export function packNibbles(codes: Uint8Array, out: Uint8Array, at: number): void {
  for (let i = 0; i < 256; i++) out[at + (i >> 6) * 32 + (i & 31)]! |= (codes[i]! & 15) << (i & 32 ? 4 : 0)
}

/** Eight scales and eight minima of six bits in twelve bytes. */
export function packScales(scales: Uint8Array, minima: Uint8Array, out: Uint8Array, at: number): void {
  for (let j = 0; j < 4; j++) {
    out[at + j] = (scales[j]! & 63) | ((scales[j + 4]! >> 4) << 6)
    out[at + 4 + j] = (minima[j]! & 63) | ((minima[j + 4]! >> 4) << 6)
    out[at + 8 + j] = (scales[j + 4]! & 15) | ((minima[j + 4]! & 15) << 4)
  }
}
