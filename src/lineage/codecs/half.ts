/** IEEE binary16 and its relatives, exactly. */
const HALF: Float32Array = halfTable()

function halfTable(): Float32Array {
  const table = new Float32Array(65_536)
  for (let bits = 0; bits < 65_536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1
    const exponent = (bits >> 10) & 31
    const fraction = bits & 1023
    const value =
      exponent === 31
        ? fraction
          ? Number.NaN
          : Number.POSITIVE_INFINITY
        : exponent === 0
          ? fraction * 2 ** -24
          : (1 + fraction / 1024) * 2 ** (exponent - 15)
    table[bits] = sign * value
  }
  return table
}

/** The value of the half at `at`, little-endian. */
export function halfAt(bytes: Uint8Array, at: number): number {
  return HALF[bytes[at]! | (bytes[at + 1]! << 8)]!
}

export function halfOf(bits: number): number {
  return HALF[bits]!
}

const float = new Float32Array(1)
const word = new Uint32Array(float.buffer)

/** Bits of the half nearest to a float32, ties to even. */
export function halfBits(value: number): number {
  float[0] = value
  const bits = word[0]!
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fff_ffff
  if (magnitude > 0x7f80_0000) return sign | 0x7e00
  if (magnitude >= 0x4780_0000) return sign | 0x7c00
  if (magnitude < 0x3300_0001) return sign
  const exponent = magnitude >>> 23
  if (exponent < 113) {
    const fraction = (magnitude & 0x7f_ffff) | 0x80_0000
    const shift = 126 - exponent
    const kept = fraction >>> shift
    const rest = fraction & ((1 << shift) - 1)
    const tie = 1 << (shift - 1)
    return sign | (kept + Number(rest > tie || (rest === tie && (kept & 1) === 1)))
  }
  const kept = (magnitude - 0x3800_0000) >>> 13
  const rest = magnitude & 0x1fff
  return sign | (kept + Number(rest > 0x1000 || (rest === 0x1000 && (kept & 1) === 1)))
}

/** Bits of the bfloat16 nearest to a float32, ties to even. */
export function bfloatBits(value: number): number {
  float[0] = value
  const bits = word[0]!
  if ((bits & 0x7fff_ffff) > 0x7f80_0000) return (bits >>> 16) | 0x40
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff
}

export function bfloatOf(bits: number): number {
  word[0] = bits << 16
  return float[0]!
}
