import { type PackToken, packTokens } from '../../bytes/msgpack.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import type { FlaxFacts, FlaxFlaw, PickledArray } from './facts.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends FlaxFacts {
  arrays: number
  objects: number
  readonly flaws: FlaxFlaw[]
  readonly pickled: PickledArray[]
}

const MAX_FLAWS = 100
const MAX_PICKLED = 1000
/** Bytes an element of the dtypes that Flax stores. */
const WIDTHS: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  complex64: 8,
  complex128: 16,
  float8_e4m3fn: 1,
  float8_e5m2: 1,
  float8_e4m3b11fnuz: 1,
  float8_e4m3fnuz: 1,
  float8_e5m2fnuz: 1,
  int4: 1,
  uint4: 1,
  float8_e4m3: 1,
  float8_e3m4: 1,
  int2: 1,
  uint2: 1,
}

/** Walks the whole stream; array data is measured, not read. */
export function readTree(bytes: Bytes, facts: Collected, tick: () => void): void {
  const numpy = numpyWatch(bytes, facts)
  const tokens = packTokens(bytes, 0, bytes.size, tick)
  for (;;) {
    const step = tokens.next()
    if (step.done) {
      if (step.value < bytes.size)
        flaw(facts, 'trailing', `${bytes.size - step.value} bytes follow the tree`, step.value, bytes.size)
      return
    }
    const token = step.value
    facts.objects++
    numpy(token)
    if (token.kind === 'extension') readExtension(bytes, token, facts, tick)
  }
}

type Extension = Extract<PackToken, { length: number }>

/** 1 is an array, 2 a complex number, 3 a numpy scalar, -1 a timestamp. */
function readExtension(bytes: Bytes, token: Extension, facts: Collected, tick: () => void): void {
  const { code, start, length } = token
  if (code === 1 || code === 3) readArray(bytes, token, facts, tick)
  else if (code !== 2 && code !== -1)
    flaw(facts, 'extension', `an extension of the unknown type ${code}`, start, start + length)
}

/** An array is a stream of its own: shape, name of the dtype, bytes. */
function readArray(bytes: Bytes, { start, length }: Extension, facts: Collected, tick: () => void): void {
  facts.arrays++
  const shape: number[] = []
  let dtype: string | undefined
  let data: number | undefined
  try {
    for (const token of packTokens(bytes, start, start + length, tick)) {
      if (token.depth === 2 && token.kind === 'number' && shape.length < 64) shape.push(token.value)
      else if (token.depth !== 1 || token.kind === 'array') continue
      else if (token.kind === 'string')
        dtype = bytes.read(token.start, Math.min(token.length, 64)).toString('utf8')
      else if (token.kind === 'binary') data = token.length
    }
  } catch (error) {
    if (!(error instanceof ReadError) || error.reason !== 'malformed') throw error
    flaw(facts, 'array', `an array that cannot be read: ${error.message}`, start, start + length)
    return
  }
  const says = arrayFlaw(shape, dtype, data)
  if (says !== undefined) flaw(facts, 'array', says, start, start + length)
}

function arrayFlaw(
  shape: readonly number[],
  dtype: string | undefined,
  data: number | undefined,
): string | undefined {
  if (dtype === undefined || data === undefined) return 'an array without dtype or data'
  const width = WIDTHS[dtype]
  if (width === undefined) return `an array of the dtype ${JSON.stringify(dtype)}`
  let needs = BigInt(width)
  for (const dimension of shape) needs *= BigInt(Math.trunc(dimension))
  return needs === BigInt(data)
    ? undefined
    : `an array that holds ${data} bytes where its shape needs ${needs}`
}

/** msgpack-numpy marks arrays by keys; `kind` `O` means that `data` is a pickle. */
function numpyWatch(bytes: Bytes, facts: Collected): (token: PackToken) => void {
  let key = ''
  let isObject = false
  return (token) => {
    if (token.kind !== 'string' && token.kind !== 'binary') {
      key = ''
      return
    }
    const text = token.length <= 8 ? bytes.read(token.start, token.length).toString('latin1') : ''
    if (key === 'kind' && text === 'O') isObject = true
    else if (key === 'data' && isObject) {
      if (facts.pickled.length < MAX_PICKLED)
        facts.pickled.push({ start: token.start, end: token.start + token.length })
      isObject = false
    }
    key = key === '' ? text : ''
  }
}

function flaw(facts: Collected, kind: FlaxFlaw['kind'], says: string, start: number, end: number): void {
  if (facts.flaws.length < MAX_FLAWS) facts.flaws.push({ kind, says, start, end })
}
