/** A floating-point type of 8 bits: its values by byte, and rounding to it. */
export interface Float8 {
  readonly type: string
  readonly values: Float32Array
  /** Bits of the fraction, and exponent of the smallest normal number. */
  readonly fraction: number
  readonly smallest: number
  readonly largest: number
}

export const E4M3: Float8 = float8('F8_E4M3', { exponent: 4, fraction: 3, bias: 7, infinity: false })
export const E5M2: Float8 = float8('F8_E5M2', { exponent: 5, fraction: 2, bias: 15, infinity: true })
/** By the name in a header. */
export const FLOAT8: ReadonlyMap<string, Float8> = new Map([E4M3, E5M2].map((t) => [t.type, t]))

interface Bits {
  readonly exponent: number
  readonly fraction: number
  readonly bias: number
  /** Whether the largest exponent stands for infinity and NaN; otherwise only all ones are NaN. */
  readonly infinity: boolean
}

function float8(type: string, { exponent, fraction, bias, infinity }: Bits): Float8 {
  const values = new Float32Array(256)
  const top = 2 ** exponent - 1
  for (let byte = 0; byte < 256; byte++) {
    const e = (byte >> fraction) & top
    const f = (byte & (2 ** fraction - 1)) / 2 ** fraction
    const magnitude =
      infinity && e === top
        ? f === 0
          ? Infinity
          : Number.NaN
        : !infinity && (byte & 127) === 127
          ? Number.NaN
          : e === 0
            ? f * 2 ** (1 - bias)
            : (1 + f) * 2 ** (e - bias)
    values[byte] = byte > 127 ? -magnitude : magnitude
  }
  const largest = values.reduce((most, v) => (Number.isFinite(v) && v > most ? v : most), 0)
  return { type, values, fraction, smallest: 1 - bias, largest }
}

/** Distance between the values around a magnitude. */
export function gapAt({ fraction, smallest, largest }: Float8, value: number): number {
  const magnitude = Math.min(Math.abs(value), largest)
  const exponent = magnitude > 0 ? Math.max(smallest, Math.floor(Math.log2(magnitude))) : smallest
  return 2 ** (exponent - fraction)
}
