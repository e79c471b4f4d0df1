import { mutateText } from './mutate-text.ts'
import { mutateTree } from './mutate-tree.ts'
import { mutateCarried, swell } from './proofs/mutate-proof.ts'
import { randomFrom, type Random } from './random.ts'
import type { Seed } from './seeds.ts'
import { mutateModel } from './weights/mutate-model.ts'

type Mutation = (data: Buffer, random: Random, other: Buffer) => Buffer

/** Lengths, counts and offsets at which arithmetic goes wrong. */
const EDGES = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0xffffn,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  1n << 53n,
  (1n << 63n) - 1n,
  (1n << 64n) - 1n,
]

const MUTATIONS: readonly Mutation[] = [flip, set, edge, cut, remove, repeat, insert, splice, digits]

/** No mutant is larger: time goes into many, not into large ones. */
export const MAX_MUTANT: number = 512 * 1024

/** One mutant of a seed, the same for the same number. `other` lends pieces. */
export function mutate(seed: Seed, other: Seed, number: number): Buffer {
  const random = randomFrom(number)
  const mutant = mutantOf(seed, other, random)
  return mutant.length > MAX_MUTANT ? mutant.subarray(0, MAX_MUTANT) : mutant
}

function mutantOf(seed: Seed, other: Seed, random: Random): Buffer {
  if (seed.kind === 'bytes' || seed.path.endsWith('.der')) return mutateBytes(seed.bytes, other.bytes, random)
  if (seed.kind === 'proof') return mutateProof(seed, other, random)
  if (seed.kind === 'model')
    return (
      mutateModel(seed, random, (data) => mutateBytes(data, other.bytes, random)) ??
      mutateWords(seed, other, random)
    )
  return mutateWords(seed, other, random)
}

function mutateProof(seed: Seed, other: Seed, random: Random): Buffer {
  const way = random(40)
  if (way === 0) return Buffer.from(swell(Buffer.from(seed.bytes).toString('latin1'), random), 'latin1')
  const carried = way < 16 ? mutateCarried(Buffer.from(seed.bytes).toString(), random) : undefined
  return carried === undefined ? mutateWords(seed, other, random) : Buffer.from(carried)
}

function mutateBytes(data: Uint8Array, other: Uint8Array, random: Random): Buffer {
  let mutant: Buffer = Buffer.from(data)
  for (let n = 1 + random(6); n > 0; n--)
    mutant = MUTATIONS[random(MUTATIONS.length)]!(mutant, random, Buffer.from(other))
  return mutant
}

function mutateWords(seed: Seed, other: Seed, random: Random): Buffer {
  const data = Buffer.from(seed.bytes)
  const way = random(10)
  if (way === 0) return mutateBytes(data, other.bytes, random)
  if (way < 5 || seed.kind === 'document') {
    const changed = mutateTree(seed.path, data.toString(), random)
    // Half a surrogate pair becomes a replacement character here; as an escape it stays.
    if (changed !== undefined) return Buffer.from(changed)
  }
  const lender = Buffer.from(other.bytes).toString('latin1')
  let text = data.toString('latin1')
  for (let n = 1 + random(4); n > 0 && text.length <= MAX_MUTANT; n--) text = mutateText(text, random, lender)
  return Buffer.from(text, 'latin1')
}

function flip(data: Buffer, random: Random): Buffer {
  if (data.length > 0) data[random(data.length)]! ^= 1 << random(8)
  return data
}

function set(data: Buffer, random: Random): Buffer {
  if (data.length > 0) data[random(data.length)] = random(256)
  return data
}

function edge(data: Buffer, random: Random): Buffer {
  const width = [1, 2, 4, 8][random(4)]!
  if (data.length < width) return data
  const at = random(data.length - width + 1)
  const value = BigInt.asUintN(width * 8, EDGES[random(EDGES.length)]! + BigInt(random(3) - 1))
  for (let i = 0; i < width; i++) {
    const shift = BigInt(8 * (random(8) === 0 ? width - 1 - i : i))
    data[at + i] = Number((value >> shift) & 0xffn)
  }
  return data
}

function cut(data: Buffer, random: Random): Buffer {
  return data.subarray(0, random(data.length + 1))
}

function remove(data: Buffer, random: Random): Buffer {
  const [start, end] = range(data, random)
  return Buffer.concat([data.subarray(0, start), data.subarray(end)])
}

function repeat(data: Buffer, random: Random): Buffer {
  const [start, end] = range(data, random)
  const times = 1 + random(8)
  return Buffer.concat([
    data.subarray(0, end),
    ...Array.from({ length: times }, () => data.subarray(start, end)),
    data.subarray(end),
  ])
}

function insert(data: Buffer, random: Random): Buffer {
  const at = random(data.length + 1)
  const bytes = Buffer.from(Array.from({ length: 1 + random(16) }, () => random(256)))
  return Buffer.concat([data.subarray(0, at), bytes, data.subarray(at)])
}

function splice(data: Buffer, random: Random, other: Buffer): Buffer {
  const [start, end] = range(other, random)
  const at = random(data.length + 1)
  return Buffer.concat([
    data.subarray(0, at),
    other.subarray(start, end),
    data.subarray(random(2) === 0 ? at : Math.min(data.length, at + end - start)),
  ])
}

/** Numbers in text formats. */
function digits(data: Buffer, random: Random): Buffer {
  const text = data.toString('latin1')
  const numbers = [...text.matchAll(/\d+/g)]
  const chosen = numbers[random(numbers.length)]
  if (!chosen) return data
  const value = ['0', '-1', '9'.repeat(1 + random(30)), '1e309', String(EDGES[random(EDGES.length)])][
    random(5)
  ]!
  return Buffer.from(
    text.slice(0, chosen.index) + value + text.slice(chosen.index + chosen[0].length),
    'latin1',
  )
}

function range(data: Buffer, random: Random): [number, number] {
  const start = random(data.length + 1)
  const length =
    random(4) === 0 ? random(data.length - start + 1) : random(Math.min(64, data.length - start) + 1)
  return [start, start + length]
}
