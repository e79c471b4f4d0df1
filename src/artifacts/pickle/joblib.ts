import { type Dtype, dtypeOf } from './dtype.ts'
import { DICT, type Handle, OBJECT, RAW_ARRAY, tagOf } from './machine/handle.ts'
import type { Machine } from './machine/machine.ts'
import type { GlobalValue, Value } from './value.ts'

/** What stands behind a wrapper in the file. */
export type JoblibArray =
  | { readonly kind: 'raw'; readonly start: number; readonly end: number }
  /** Elements are objects: another pickle starts here. */
  | { readonly kind: 'pickle'; readonly start: number }
  /** joblib before 0.10 keeps arrays in files beside. */
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'unreadable'; readonly start: number; readonly says: string }

/** Also under scikit-learn's copy, `sklearn.externals.joblib`. */
const MODULE = /(?:^|\.)joblib\.numpy_pickle(?:_compat|_utils)?$/

/**
 * joblib's unpickler replaces a wrapper, once BUILD has filled it, by the array that stands behind it in the file.
 * Called after each BUILD; undefined when the object is no wrapper. Follows `NumpyArrayWrapper.read_array`.
 */
export function arrayBehind(machine: Machine, target: Handle): JoblibArray | undefined {
  const maker = wrapperClass(machine.value(target))
  if (maker === undefined || !MODULE.test(maker.module)) return undefined
  const start = machine.frames.filePosition
  if (maker.name === 'NDArrayWrapper' || maker.name === 'ZNDArrayWrapper') {
    const name = textOf(machine, attribute(machine, target, 'filename'))
    return name === undefined
      ? { kind: 'unreadable', start, says: 'an array wrapper without a file name' }
      : { kind: 'file', name }
  }
  return maker.name === 'NumpyArrayWrapper' ? readWrapper(machine, target, start) : undefined
}

function readWrapper(machine: Machine, target: Handle, start: number): JoblibArray {
  const dtypeHandle = attribute(machine, target, 'dtype')
  const dtype = dtypeHandle === undefined ? undefined : dtypeOf(machine, dtypeHandle)
  if (dtype === undefined) return { kind: 'unreadable', start, says: 'an array of an unknown element type' }
  if (dtype.objects) return { kind: 'pickle', start }
  const count = elements(machine, attribute(machine, target, 'shape'))
  if (count === undefined) return { kind: 'unreadable', start, says: 'an array of an unknown shape' }
  const data = start + padding(machine, target, start)
  const end = data + sizeOf(dtype, count)
  if (!(end <= machine.input.bytes.size))
    return { kind: 'unreadable', start, says: `an array of ${count} elements, past the end of the data` }
  return { kind: 'raw', start, end }
}

function sizeOf(dtype: Dtype, count: bigint): number {
  return Number(count * BigInt(dtype.size))
}

/** Since 1.2 a byte says how many bytes of padding follow it. */
function padding(machine: Machine, target: Handle, start: number): number {
  const alignment = attribute(machine, target, 'numpy_array_alignment_bytes')
  if (alignment === undefined || machine.value(alignment).kind === 'none') return 0
  return 1 + (machine.input.peek(start, 1)[0] ?? 0)
}

function elements(machine: Machine, shape: Handle | undefined): bigint | undefined {
  if (shape === undefined) return undefined
  const value = machine.value(shape)
  if (value.kind !== 'tuple' && value.kind !== 'list') return undefined
  let count = 1n
  for (const item of value.items) {
    if (item.kind !== 'int' || item.value < 0n) return undefined
    count *= item.value
    if (count > 2n ** 60n) return undefined
  }
  return count
}

/** The class of an instance however the protocol makes it. */
function wrapperClass(value: Value): GlobalValue | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'global') return undefined
  if (value.callee.name !== '_reconstructor') return value.callee
  const [made] = value.args
  return made?.kind === 'global' ? made : undefined
}

/** The last value of a key in the state that BUILD gave. */
function attribute(machine: Machine, target: Handle, name: string): Handle | undefined {
  const { heap } = machine
  const state = heap.stateOf(target)
  if (state === 0 || tagOf(state) !== OBJECT || heap.kind(state) !== DICT) return undefined
  const items = heap.items(state)
  for (let i = items.length - 2; i >= 0; i -= 2) if (textOf(machine, items[i]) === name) return items[i + 1]
  return undefined
}

function textOf(machine: Machine, handle: Handle | undefined): string | undefined {
  if (handle === undefined) return undefined
  const value = machine.value(handle)
  return value.kind === 'str' ? value.value : undefined
}

/** What joblib leaves on the stack in place of the wrapper. */
export function replaceByArray(machine: Machine): void {
  machine.stack.pop()
  machine.stack.push(RAW_ARRAY)
}
