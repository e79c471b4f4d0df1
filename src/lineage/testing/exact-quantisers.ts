/**
 * Quantisers of the types whose every byte follows from the weights, written from their formulas and not from the codecs
 * that are tested with them.
 */
export interface ExactType {
  readonly weights: number
  readonly bytes: number
  readonly quantise: (weights: readonly number[]) => number[]
}

const single = Math.fround

function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below
}

/** Little-endian bytes of the binary16 that is nearest. */
function half(value: number): number[] {
  const magnitude = Math.abs(value)
  const exponent = magnitude === 0 ? -14 : Math.max(-14, Math.floor(Math.log2(magnitude)))
  const units = roundHalfEven(magnitude / 2 ** (exponent - 10))
  // A fraction that overflows carries into the exponent; without the leading bit it is subnormal.
  const bits = Math.min(0x7c00, exponent === -14 ? units : (exponent + 14) * 1024 + units)
  const signed = value < 0 || Object.is(value, -0) ? bits + 0x8000 : bits
  return [signed % 256, Math.floor(signed / 256)]
}

/** C's lroundf. */
function nearestAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5)
}

function inverseOf(scale: number): number {
  return scale === 0 ? 0 : single(1 / scale)
}

function largest(weights: readonly number[]): number {
  return Math.max(...weights.map(Math.abs))
}

/** Two codes a byte: the second half of the block above the first. */
function nibbles(codes: readonly number[]): number[] {
  const middle = codes.length / 2
  return codes.slice(0, middle).map((code, i) => (code % 16) + (codes[i + middle]! % 16) * 16)
}

function fifthBits(codes: readonly number[]): number[] {
  return [0, 8, 16, 24].map((first) =>
    codes.slice(first, first + 8).reduce((byte, code, bit) => byte + (code >= 16 ? 2 ** bit : 0), 0),
  )
}

function aroundZero(bits: 4 | 5): ExactType['quantise'] {
  const middle = 2 ** (bits - 1)
  return (weights) => {
    const most = weights.find((w) => Math.abs(w) === largest(weights))!
    const scale = single(most / -middle)
    const inverse = inverseOf(scale)
    const codes = weights.map((w) =>
      Math.min(2 * middle - 1, Math.trunc(single(single(w * inverse) + middle + 0.5))),
    )
    return [...half(scale), ...(bits === 5 ? fifthBits(codes) : []), ...nibbles(codes)]
  }
}

function fromMinimum(bits: 4 | 5): ExactType['quantise'] {
  const top = 2 ** bits - 1
  return (weights) => {
    const low = Math.min(...weights)
    const scale = single(single(Math.max(...weights) - low) / top)
    const inverse = inverseOf(scale)
    const codes = weights.map((w) =>
      Math.min(top, Math.trunc(single(single(single(w - low) * inverse) + 0.5))),
    )
    return [...half(scale), ...half(low), ...(bits === 5 ? fifthBits(codes) : []), ...nibbles(codes)]
  }
}

function eightBits(weights: readonly number[]): number[] {
  const scale = single(largest(weights) / 127)
  const inverse = inverseOf(scale)
  return [...half(scale), ...weights.map((w) => (nearestAway(single(w * inverse)) + 256) % 256)]
}

/** Trits 0, 1 and 2 of all weights. */
function trits(weights: readonly number[]): number[] {
  const inverse = inverseOf(largest(weights))
  return weights.map((w) => nearestAway(single(w * inverse)) + 1)
}

function fiveTrits(all: readonly number[], first: number, stride: number, count: number): number {
  let number = 0
  for (let n = 0; n < 5; n++) number = number * 3 + (n < count ? all[first + n * stride]! : 0)
  return Math.ceil((number * 256) / 243) % 256
}

function ternaryInFive(weights: readonly number[]): number[] {
  const all = trits(weights)
  const bytes = (count: number, make: (i: number) => number): number[] =>
    Array.from({ length: count }, (_, i) => make(i))
  return [
    ...bytes(32, (i) => fiveTrits(all, i, 32, 5)),
    ...bytes(16, (i) => fiveTrits(all, 160 + i, 16, 5)),
    ...bytes(4, (i) => fiveTrits(all, 240 + i, 4, 4)),
    ...half(largest(weights)),
  ]
}

function ternaryInPairs(weights: readonly number[]): number[] {
  const all = trits(weights)
  const bytes = [0, 128].flatMap((first) =>
    Array.from({ length: 32 }, (_, i) =>
      [0, 1, 2, 3].reduce((byte, n) => byte + all[first + i + 32 * n]! * 4 ** n, 0),
    ),
  )
  return [...bytes, ...half(largest(weights))]
}

const FLOAT4 = [0, 0.5, 1, 1.5, 2, 3, 4, 6]

/** Index of the nearest value with its sign; the first of two, positive zero before the others. */
function nearestFloat4(weight: number, scale: number): number {
  const distances = [...FLOAT4, ...FLOAT4.map((v) => -v)].map((v) => Math.abs(single(v * scale - weight)))
  return distances.indexOf(Math.min(...distances))
}

function microscaled(weights: readonly number[]): number[] {
  const most = largest(weights)
  const exponent = most > 0 ? Math.floor(Math.log2(most)) - 2 + 127 : 0
  return [exponent, ...nibbles(weights.map((w) => nearestFloat4(w, 2 ** (exponent - 127))))]
}

/** All values of an 8-bit float without sign, four bits of exponent and three of fraction. */
const FLOAT8 = Array.from({ length: 127 }, (_, byte) =>
  byte < 8 ? byte * 2 ** -9 : (1 + (byte % 8) / 8) * 2 ** (Math.floor(byte / 8) - 7),
)

function smallFloat(value: number): number {
  const nearest = FLOAT8.findLastIndex((v, byte) => v + ((FLOAT8[byte - 1] ?? v) - v) / 2 <= value)
  // ggml does not round a subnormal up to the smallest normal number.
  return value < 2 ** -6 ? Math.min(7, Math.max(0, nearest)) : nearest
}

function nvidiaFloat4(weights: readonly number[]): number[] {
  const parts = [0, 16, 32, 48].map((first) => weights.slice(first, first + 16))
  const scales = parts.map((part) => smallFloat(single(largest(part) / 6)))
  return [
    ...scales,
    ...parts.flatMap((part, i) => nibbles(part.map((w) => nearestFloat4(w, FLOAT8[scales[i]!]!)))),
  ]
}

function signs(weights: readonly number[]): number[] {
  const mean = single(weights.reduce((sum, w) => single(sum + Math.abs(w)), 0) / 128)
  const bytes = Array.from({ length: 16 }, (_, i) =>
    weights.slice(8 * i, 8 * i + 8).reduce((byte, w, bit) => byte + (w >= 0 ? 2 ** bit : 0), 0),
  )
  return [...half(mean), ...bytes]
}

function twoBits(weights: readonly number[]): number[] {
  const all = trits(weights)
  const bytes = Array.from({ length: 16 }, (_, i) =>
    all.slice(4 * i, 4 * i + 4).reduce((byte, code, n) => byte + code * 4 ** n, 0),
  )
  return [...half(largest(weights)), ...bytes]
}

export const EXACT_TYPES: Readonly<Record<string, ExactType>> = {
  Q4_0: { weights: 32, bytes: 18, quantise: aroundZero(4) },
  Q4_1: { weights: 32, bytes: 20, quantise: fromMinimum(4) },
  Q5_0: { weights: 32, bytes: 22, quantise: aroundZero(5) },
  Q5_1: { weights: 32, bytes: 24, quantise: fromMinimum(5) },
  Q8_0: { weights: 32, bytes: 34, quantise: eightBits },
  TQ1_0: { weights: 256, bytes: 54, quantise: ternaryInFive },
  TQ2_0: { weights: 256, bytes: 66, quantise: ternaryInPairs },
  MXFP4: { weights: 32, bytes: 17, quantise: microscaled },
  NVFP4: { weights: 64, bytes: 36, quantise: nvidiaFloat4 },
  Q1_0: { weights: 128, bytes: 18, quantise: signs },
  Q2_0: { weights: 64, bytes: 18, quantise: twoBits },
}

/** Blocks of whole rows. */
export function quantiseExactly(type: string, values: Float32Array): Uint8Array {
  const { weights, quantise } = EXACT_TYPES[type]!
  const bytes: number[] = []
  for (let from = 0; from < values.length; from += weights)
    bytes.push(...quantise([...values.subarray(from, from + weights)]))
  return Uint8Array.from(bytes)
}
