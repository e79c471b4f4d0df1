import { halfBits } from '../codecs/half.ts'
import type { MadeTensor } from './memory-model.ts'

/** Quantisers of tests: by the formulas of the formats, in the order of a textbook. */
type Made = Readonly<Record<string, MadeTensor>>

export interface Codes {
  /** [outputs][inputs] */
  readonly codes: readonly (readonly number[])[]
  /** [outputs][groups] */
  readonly scales: readonly (readonly number[])[]
  readonly zeros: readonly (readonly number[])[]
  /** Of each input. */
  readonly group: readonly number[]
}

export function stored(type: string, shape: readonly number[], bytes: Uint8Array): MadeTensor {
  return { shape, values: new Float32Array(), stored: { type, bytes } }
}

/** Codes of so many bits in a stream, in whole words. */
export function packed(codes: readonly number[], bits: number): Uint8Array {
  const out = new Uint8Array(Math.ceil((codes.length * bits) / 32) * 4)
  for (const [i, code] of codes.entries())
    for (let b = 0; b < bits; b++) if ((code >> b) & 1) out[(i * bits + b) >> 3]! |= 1 << ((i * bits + b) & 7)
  return out
}

export function rowsIn({ shape, values }: MadeTensor): number[][] {
  const width = shape.at(-1)!
  return Array.from({ length: values.length / width }, (_, r) => [
    ...values.subarray(r * width, (r + 1) * width),
  ])
}

/** Nearest codes with a scale and a zero a group. */
export function roundedCodes(
  weight: MadeTensor,
  bits: number,
  groupSize: number,
  group?: readonly number[],
): Codes {
  const rows = rowsIn(weight)
  const width = weight.shape.at(-1)!
  const groups = group ?? Array.from({ length: width }, (_, i) => Math.floor(i / groupSize))
  const top = 2 ** bits - 1
  const made = rows.map((row) => {
    const bounds = Array.from({ length: Math.max(...groups) + 1 }, (_, g) => {
      const own = row.filter((_w, i) => groups[i] === g)
      const low = Math.min(0, ...own)
      const scale = half((Math.max(0, ...own) - low) / top)
      return { scale, zero: Math.round(-low / scale) }
    })
    const codes = row.map((w, i) => {
      const { scale, zero } = bounds[groups[i]!]!
      return Math.min(top, Math.max(0, Math.round(w / scale) + zero))
    })
    return { codes, scales: bounds.map((b) => b.scale), zeros: bounds.map((b) => b.zero) }
  })
  return {
    codes: made.map((m) => m.codes),
    scales: made.map((m) => m.scales),
    zeros: made.map((m) => m.zeros),
    group: groups,
  }
}

export function half(value: number): number {
  const bits = halfBits(value)
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)
  return bits & 0x8000 ? -magnitude : magnitude
}

export function halves(values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(values, halfBits).buffer)
}

function column<T>(rows: readonly (readonly T[])[], at: number): T[] {
  return rows.map((row) => row[at]!)
}

/** Words of 32 bits of columns, put side by side. */
function interleaved(columns: readonly Uint8Array[]): Uint8Array {
  const words = columns[0]!.length / 4
  const out = new Uint8Array(columns.length * words * 4)
  for (const [c, bytes] of columns.entries())
    for (let w = 0; w < words; w++) out.set(bytes.subarray(4 * w, 4 * w + 4), 4 * (w * columns.length + c))
  return out
}

export function gptqTensors(
  base: string,
  { codes, scales, zeros, group }: Codes,
  bits: number,
  order = false,
): Made {
  const outputs = codes.length
  const inputs = codes[0]!.length
  const groups = scales[0]!.length
  const zeroRows = Array.from({ length: groups }, (_, g) =>
    packed(
      column(zeros, g).map((z) => (z - 1) & (2 ** bits - 1)),
      bits,
    ),
  )
  return {
    [`${base}.qweight`]: stored(
      'I32',
      [Math.ceil((inputs * bits) / 32), outputs],
      interleaved(codes.map((row) => packed(row, bits))),
    ),
    [`${base}.qzeros`]: stored('I32', [groups, zeroRows[0]!.length / 4], Buffer.concat(zeroRows)),
    [`${base}.scales`]: stored(
      'F16',
      [groups, outputs],
      halves(Array.from({ length: groups }, (_, g) => column(scales, g)).flat()),
    ),
    ...(order && {
      [`${base}.g_idx`]: stored('I32', [inputs], new Uint8Array(Int32Array.from(group).buffer)),
    }),
  }
}

const NIBBLES = [0, 2, 4, 6, 1, 3, 5, 7] as const

function awqWords(row: readonly number[]): Uint8Array {
  const inOrder = row.map((_, i) => row[i - (i % 8) + NIBBLES[i % 8]!]!)
  return packed(inOrder, 4)
}

export function awqTensors(base: string, { codes, scales, zeros }: Codes): Made {
  const [outputs, inputs, groups] = [codes.length, codes[0]!.length, scales[0]!.length]
  const across = (rows: readonly (readonly number[])[], length: number): number[][] =>
    Array.from({ length }, (_, i) => column(rows, i))
  return {
    [`${base}.qweight`]: stored(
      'I32',
      [inputs, outputs / 8],
      Buffer.concat(across(codes, inputs).map(awqWords)),
    ),
    [`${base}.qzeros`]: stored(
      'I32',
      [groups, outputs / 8],
      Buffer.concat(across(zeros, groups).map(awqWords)),
    ),
    [`${base}.scales`]: stored('F16', [groups, outputs], halves(across(scales, groups).flat())),
  }
}

/** Codes around zero with a bfloat16 scale a group, and zeros packed down the outputs. */
export function compressedTensors(base: string, { codes, scales, zeros }: Codes, bits: number): Made {
  const [outputs, inputs, groups] = [codes.length, codes[0]!.length, scales[0]!.length]
  const zeroColumns = Array.from({ length: groups }, (_, g) => packed(column(zeros, g), bits))
  return {
    [`${base}.weight_packed`]: stored(
      'I32',
      [outputs, Math.ceil((inputs * bits) / 32)],
      Buffer.concat(codes.map((row) => packed(row, bits))),
    ),
    [`${base}.weight_scale`]: stored('F16', [outputs, groups], halves(scales.flat())),
    [`${base}.weight_zero_point`]: stored(
      'I32',
      [zeroColumns[0]!.length / 4, groups],
      interleaved(zeroColumns),
    ),
    [`${base}.weight_shape`]: stored(
      'I64',
      [2],
      new Uint8Array(BigInt64Array.from([BigInt(outputs), BigInt(inputs)]).buffer),
    ),
  }
}
