import { MAX_MUTANT } from './mutate.ts'
import type { Seed } from './seeds.ts'

/** The mutant that a thread is at, in memory that others can read when the thread does not come back. */
export interface Current {
  /** Number of the mutation, length of what names the mutant, length of its bytes. */
  readonly numbers: Int32Array<SharedArrayBuffer>
  readonly room: Uint8Array<SharedArrayBuffer>
}

const NAMED = 4096

export function newCurrent(start: number): Current {
  const numbers = new Int32Array(new SharedArrayBuffer(12))
  numbers[0] = start
  return { numbers, room: new Uint8Array(new SharedArrayBuffer(NAMED + MAX_MUTANT)) }
}

export function begin({ numbers, room }: Current, i: number, { kind, path, bytes }: Seed): void {
  const name = Buffer.from(JSON.stringify({ kind, path }))
  room.set(name)
  room.set(bytes, NAMED)
  numbers[1] = name.length
  numbers[2] = bytes.length
  Atomics.store(numbers, 0, i)
}

export function numberOf({ numbers }: Current): number {
  return Atomics.load(numbers, 0)
}

export function mutantIn({ numbers, room }: Current): Seed {
  const name = Buffer.from(room.slice(0, numbers[1])).toString()
  const named = JSON.parse(name || '{"kind":"bytes","path":"none"}') as Pick<Seed, 'kind' | 'path'>
  return { ...named, bytes: Uint8Array.from(room.slice(NAMED, NAMED + (numbers[2] ?? 0))) }
}
