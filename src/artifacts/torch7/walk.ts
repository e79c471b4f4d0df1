import { Cursor } from '../../bytes/cursor.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import type { FunctionFact, Torch7Facts } from './facts.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends Torch7Facts {
  readonly classes: string[]
  readonly functions: FunctionFact[]
}

const MAX_DEPTH = 500
const MAX_OBJECTS = 2_000_000
const MAX_NAME = 256
/** Bytes an element of a storage. */
const WIDTHS: Readonly<Record<string, number>> = {
  Byte: 1,
  Char: 1,
  Short: 2,
  Int: 4,
  Long: 8,
  Float: 4,
  Double: 8,
  Half: 2,
  Cuda: 4,
  CudaByte: 1,
  CudaChar: 1,
  CudaShort: 2,
  CudaInt: 4,
  CudaLong: 8,
  CudaDouble: 8,
  CudaHalf: 2,
}

interface Walk {
  readonly cursor: Cursor
  readonly facts: Collected
  readonly seen: Set<number>
  readonly tick: () => void
}

/** Walks what `torch.save` of Lua Torch writes in binary with 64-bit longs. */
export function readObject(bytes: Bytes, facts: Collected, tick: () => void): void {
  object({ cursor: new Cursor(bytes), facts, seen: new Set(), tick }, 0)
}

function object(walk: Walk, depth: number): void {
  const { cursor } = walk
  walk.tick()
  if (depth > MAX_DEPTH) throw overLimit('objects nested too deep', cursor.offset)
  const at = cursor.offset
  const tag = cursor.i32()
  switch (tag) {
    case 0:
      return
    case 1:
      return cursor.skip(8)
    case 2:
      return cursor.skip(length(cursor.i32(), at))
    case 5:
      return cursor.skip(4)
    case 3:
      return table(walk, depth)
    case 4:
      return instance(walk, depth)
    case 6:
    case 7:
    case 8:
      return luaFunction(walk, tag, at, depth)
    default:
      throw malformed(`an object of the unknown kind ${tag}`, at)
  }
}

/** Objects are numbered; a number that was seen refers back. */
function isNew({ cursor, seen }: Walk): boolean {
  const index = cursor.i32()
  if (seen.has(index)) return false
  if (seen.size >= MAX_OBJECTS) throw overLimit(`more than ${MAX_OBJECTS} objects`)
  seen.add(index)
  return true
}

function table(walk: Walk, depth: number): void {
  if (!isNew(walk)) return
  const count = length(walk.cursor.i32(), walk.cursor.offset)
  for (let i = 0; i < count; i++) {
    object(walk, depth + 1)
    object(walk, depth + 1)
  }
}

/** A function is its bytecode as a string, then the values that it closes over. */
function luaFunction(walk: Walk, tag: number, at: number, depth: number): void {
  const { cursor, facts } = walk
  if (tag !== 6 && !isNew(walk)) return
  const size = length(cursor.i32(), cursor.offset)
  if (facts.functions.length < 10_000) facts.functions.push({ size, at })
  cursor.skip(size)
  object(walk, depth + 1)
}

function instance(walk: Walk, depth: number): void {
  if (!isNew(walk)) return
  const { cursor, facts } = walk
  const version = name(cursor)
  const className = /^V \d+$/.test(version) ? name(cursor) : version
  if (facts.classes.length < 10_000 && !facts.classes.includes(className)) facts.classes.push(className)
  const kind = /^torch\.(\w*?)(Tensor|Storage)$/.exec(className)
  const width = kind ? WIDTHS[kind[1]!] : undefined
  if (kind && width !== undefined) {
    if (kind[2] === 'Storage') return cursor.skip(cursor.size64('the size of a storage') * width)
    const dimensions = length(cursor.i32(), cursor.offset)
    cursor.skip(dimensions * 16 + 8)
  }
  object(walk, depth + 1)
}

function name(cursor: Cursor): string {
  return cursor.take(length(cursor.i32(), cursor.offset), MAX_NAME).toString('latin1')
}

function length(value: number, at: number): number {
  if (value < 0) throw malformed(`a length of ${value}`, at)
  return value
}
