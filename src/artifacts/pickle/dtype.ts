import { type Handle, OBJECT, tagOf, TUPLE } from './machine/handle.ts'
import type { Machine } from './machine/machine.ts'

/** What numpy's pickles say of an element type. */
export interface Dtype {
  /** Bytes of one element. */
  readonly size: number
  /** Elements are Python objects: they are pickled, not written raw. */
  readonly objects: boolean
}

/** By numpy's one-letter codes. */
const SIZES: Readonly<Record<string, number>> = {
  '?': 1,
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  g: 16,
  F: 8,
  D: 16,
  G: 32,
  c: 1,
  p: 8,
  P: 8,
}
const HAS_OBJECT = 1
/** Place of the element size and of the flags in the state of a dtype. */
const SIZE_AT = 5
const FLAGS_AT = 7

/** Reads the result of `numpy.dtype(…)` and the state that BUILD gave it; undefined when it is something else. */
export function dtypeOf(machine: Machine, handle: Handle): Dtype | undefined {
  const value = machine.value(handle)
  if (value.kind !== 'call' || value.callee.kind !== 'global') return undefined
  if (value.callee.module !== 'numpy' || value.callee.name !== 'dtype') return undefined
  const [code] = value.args
  if (code?.kind !== 'str') return undefined
  const found = /^[<>|=]?([a-zA-Z?])(\d*)$/.exec(code.value)
  if (found === null) return undefined
  const [, letter = '', digits = ''] = found
  const state = stateNumbers(machine, handle)
  return elementOf(letter, digits, state)
}

function elementOf(
  letter: string,
  digits: string,
  state: (at: number) => number | undefined,
): Dtype | undefined {
  const declared = state(SIZE_AT) ?? -1
  const count = digits === '' ? undefined : Number(digits)
  switch (letter) {
    case 'O':
      return { size: 8, objects: true }
    case 'V':
    case 'S':
    case 'a':
      return {
        size: declared >= 0 ? declared : (count ?? 0),
        objects: ((state(FLAGS_AT) ?? 0) & HAS_OBJECT) !== 0,
      }
    case 'U':
      return { size: declared >= 0 ? declared : 4 * (count ?? 0), objects: false }
    case 'M':
    case 'm':
      return { size: 8, objects: false }
    default: {
      const size = count ?? SIZES[letter]
      return size === undefined ? undefined : { size, objects: false }
    }
  }
}

function stateNumbers(machine: Machine, handle: Handle): (at: number) => number | undefined {
  const { heap } = machine
  const state = heap.stateOf(handle)
  if (state === 0 || tagOf(state) !== OBJECT || heap.kind(state) !== TUPLE) return () => undefined
  const items = heap.items(state)
  return (at) => {
    const item = items[at]
    const value = item === undefined ? undefined : machine.value(item)
    return value?.kind === 'int' ? Number(value.value) : undefined
  }
}
