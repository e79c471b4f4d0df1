import { ARITHMETICS, type Arithmetic } from '../requantise/arithmetic.ts'
import { requantiserOf } from '../requantise/requantisers.ts'
import { EXACT_TYPES, quantiseExactly } from './exact-quantisers.ts'

/** How an honest quantiser works. */
export interface Conditions {
  readonly type: string
  readonly importance?: Float32Array
  readonly arithmetic?: Arithmetic
}

/** Blocks of a matrix as an honest quantiser makes them. */
export function honestBlocks(
  values: Float32Array,
  width: number,
  { type, importance, arithmetic = ARITHMETICS[0]! }: Conditions,
): Uint8Array {
  const made = requantiserOf(type, importance !== undefined)
  if (!made) {
    if (!EXACT_TYPES[type]) throw new Error(`no quantiser of ${type}`)
    return quantiseExactly(type, values)
  }
  const perRow = width / made.blockWeights
  const rows = values.length / width
  const out = new Uint8Array(rows * perRow * made.blockBytes)
  for (let r = 0; r < rows; r++)
    for (let b = 0; b < perRow; b++) {
      const at = (r * perRow + b) * made.blockBytes
      const row = values.subarray(r * width, (r + 1) * width)
      made.requantise(
        { row, arithmetic, ...(importance && { importance }) },
        b,
        out.subarray(at, at + made.blockBytes),
      )
    }
  return out
}

/** Numbers below one, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function normalOf(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Cut to BF16, as weights are published. */
export function asPublished(values: Float32Array): Float32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  for (let i = 0; i < words.length; i++) words[i]! &= 0xffff_0000
  return values
}

export const KINDS = [
  'normal',
  'heavy-tailed',
  'low-rank',
  'uneven-rows',
  'outlying-columns',
  'positive',
  'sparse',
  'wave',
] as const
export type Kind = (typeof KINDS)[number]

/** A matrix of one of the kinds that weights come in. */
export function matrix(kind: Kind, rows: number, width: number, seed: number): Float32Array {
  const random = randomOf(seed)
  const normal = normalOf(random)
  const left = Float64Array.from({ length: rows }, normal)
  const right = Float64Array.from({ length: width }, normal)
  const outlying = Float64Array.from({ length: width }, () => (random() < 0.02 ? 20 : 1))
  const at = (r: number, c: number): number => {
    switch (kind) {
      case 'normal':
        return normal()
      case 'heavy-tailed':
        return normal() / Math.sqrt(Math.abs(normal()) + 0.05)
      case 'low-rank':
        return left[r]! * right[c]! + 0.3 * normal()
      case 'uneven-rows':
        return normal() * Math.exp(left[r]!)
      case 'outlying-columns':
        return normal() * outlying[c]!
      case 'positive':
        return Math.abs(normal())
      case 'sparse':
        return random() < 0.3 ? normal() : 0
      case 'wave':
        return Math.sin(r / 10_000 ** (c / width)) + 0.05 * normal()
      default:
        return kind satisfies never
    }
  }
  const values = new Float32Array(rows * width)
  for (let i = 0; i < values.length; i++) values[i] = 0.02 * at(Math.floor(i / width), i % width)
  return asPublished(values)
}
