import { malformed, overLimit } from '../../model/read-error.ts'
import type { CodeFact, CodeKind } from './facts.ts'
import type { Source } from './source.ts'

/** Where an item stands, which decides what a promise there means. */
type Inside = 'data' | 'environment'

interface Walk {
  readonly source: Source
  readonly tick: () => void
  readonly code: CodeFact[]
  /** Names of symbols by reference number; other references have none. */
  readonly references: (string | undefined)[]
  /** Names called by the code that is being read, innermost last. */
  readonly open: Set<string>[]
}

const MAX_DEPTH = 1500
const MAX_REFERENCES = 5_000_000
const MAX_CODE = 20_000
const HAS_ATTRIBUTES = 1 << 9
const HAS_TAG = 1 << 10

/** Widths in bytes of vectors of numbers by type. */
const NUMBERS: Readonly<Record<number, number>> = { 10: 4, 13: 4, 14: 8, 15: 16 }
/** Values that are nothing but their type: NULL, the well-known environments, missing and unbound. */
const ALONE = new Set([0, 254, 253, 252, 251, 250, 242, 241])
const UNBOUND = 252

export function readAll(source: Source, code: CodeFact[], tick: () => void): void {
  readItem({ source, tick, code, references: [], open: [] }, 'data', 0)
}

/** What an item turned out to be, as far as others ask. */
interface Item {
  readonly type: number
  /** Of a symbol or a string. */
  readonly name?: string
}

function readItem(walk: Walk, inside: Inside, depth: number): Item {
  const at = walk.source.offset
  return readBody(walk, walk.source.int(), at, inside, depth)
}

/** An item whose flags were read already. */
function readBody(walk: Walk, flags: number, at: number, inside: Inside, depth: number): Item {
  walk.tick()
  const { source } = walk
  if (depth > MAX_DEPTH) throw overLimit('values nested too deep', at)
  const type = flags & 0xff
  const next = depth + 1
  if (ALONE.has(type)) return { type }
  const width = NUMBERS[type]
  if (width !== undefined) {
    source.skip(readLength(walk), width)
    attributes(walk, flags, next)
    return { type }
  }
  switch (type) {
    case 255: {
      const index = flags >>> 8 || source.int()
      const name = walk.references[index - 1]
      return name === undefined ? { type } : { type: 1, name }
    }
    case 1: {
      const name = readItem(walk, inside, next).name ?? ''
      reference(walk, name)
      return { type, name }
    }
    case 9: {
      const length = source.int()
      const name = length < 0 ? '' : source.text(length)
      attributes(walk, flags, next)
      return { type, name }
    }
    case 2:
    case 3:
    case 5:
    case 6:
    case 17:
      return readPairs(walk, flags, inside, at, depth)
    case 4:
      readEnvironment(walk, next)
      return { type }
    case 7:
    case 8:
      called(walk, source.text(Math.max(0, source.int())))
      return { type }
    case 16:
    case 19:
    case 20: {
      const length = readLength(walk)
      for (let i = 0; i < length; i++) readItem(walk, 'data', next)
      attributes(walk, flags, next)
      return { type }
    }
    case 21:
      within(walk, 'bytecode', inside, at, () => readBytecode(walk, next))
      attributes(walk, flags, next)
      return { type }
    case 22:
      reference(walk)
      keep(walk, 'external-pointer', inside, false, [], at)
      readItem(walk, 'data', next)
      readItem(walk, 'data', next)
      attributes(walk, flags, next)
      return { type }
    case 23:
      reference(walk)
      attributes(walk, flags, next)
      return { type }
    case 24:
      source.skipRaw(readLength(walk))
      attributes(walk, flags, next)
      return { type }
    case 25:
      attributes(walk, flags, next)
      return { type }
    case 238:
      readAlternative(walk, inside, at, next)
      return { type }
    case 247:
    case 248:
    case 249: {
      source.int()
      const count = source.int()
      for (let i = 0; i < count; i++) readItem(walk, 'data', next)
      reference(walk)
      return { type }
    }
    default:
      throw malformed(`an R value of the unknown type ${type}`, at)
  }
}

/** Pairlists, calls, functions and promises: attributes, tag, first and rest. The rest is walked in a loop. */
function readPairs(
  walk: Walk,
  first: number,
  inside: Inside,
  start: number,
  depth: number,
): { type: number } {
  let flags = first
  let at = start
  for (;;) {
    const type = flags & 0xff
    attributes(walk, flags, depth + 1)
    if (type === 5) return readPromise(walk, flags, inside, at, depth)
    if (type === 3) return readFunction(walk, flags, inside, at, depth)
    const tag = (flags & HAS_TAG) !== 0 ? readItem(walk, 'data', depth + 1).name : undefined
    const before = walk.code.length
    const head = readItem(walk, inside, depth + 1)
    if (type === 6 && head.name !== undefined) called(walk, head.name)
    if (
      head.type === 3 &&
      tag !== undefined &&
      /^\.(First|Last)(\.sys)?$/.test(tag) &&
      walk.code.length > before
    )
      keep(walk, 'startup-function', inside, false, walk.code.at(-1)?.calls ?? [], at)
    at = walk.source.offset
    walk.tick()
    const rest = walk.source.int()
    const kind = rest & 0xff
    if (kind !== 2 && kind !== 6 && kind !== 17) {
      readBody(walk, rest, at, inside, depth + 1)
      return { type }
    }
    flags = rest
  }
}

function readPromise(walk: Walk, flags: number, inside: Inside, at: number, depth: number): { type: number } {
  const hasEnvironment = (flags & HAS_TAG) !== 0
  if (hasEnvironment) readItem(walk, 'data', depth + 1)
  const value = readItem(walk, 'data', depth + 1)
  const calls = collect(walk, () => readItem(walk, 'data', depth + 1))
  keep(walk, 'promise', inside, value.type === UNBOUND, calls, at)
  return { type: 5 }
}

function readFunction(
  walk: Walk,
  flags: number,
  inside: Inside,
  at: number,
  depth: number,
): { type: number } {
  if ((flags & HAS_TAG) !== 0) readItem(walk, 'data', depth + 1)
  within(walk, 'function', inside, at, () => {
    readItem(walk, 'data', depth + 1)
    readItem(walk, 'data', depth + 1)
  })
  return { type: 3 }
}

function readEnvironment(walk: Walk, depth: number): void {
  walk.source.int()
  reference(walk)
  readItem(walk, 'data', depth)
  readItem(walk, 'environment', depth)
  readHash(walk, depth)
  readItem(walk, 'data', depth)
}

/** The hash table of an environment: a vector of frames, or NULL. */
function readHash(walk: Walk, depth: number): void {
  const at = walk.source.offset
  const flags = walk.source.int()
  const type = flags & 0xff
  if (ALONE.has(type)) return
  if (type !== 19) throw malformed('the table of an environment is no vector', at)
  const length = readLength(walk)
  for (let i = 0; i < length; i++) readItem(walk, 'environment', depth + 1)
  attributes(walk, flags, depth + 1)
}

/** Vectors that compute themselves; some are files mapped into memory. */
function readAlternative(walk: Walk, inside: Inside, at: number, depth: number): void {
  const names = collect(walk, () => {
    const head = walk.source.int()
    if ((head & 0xff) !== 2) throw malformed('a class of vectors that is no list', at)
    const { name } = readItem(walk, 'data', depth)
    if (name !== undefined) called(walk, name)
    readItem(walk, 'data', depth)
  })
  readItem(walk, 'data', depth)
  readItem(walk, 'data', depth)
  if (names.some((name) => name.startsWith('mmap_'))) keep(walk, 'mapped-file', inside, true, names, at)
}

function readBytecode(walk: Walk, depth: number): void {
  const repeats = walk.source.int()
  if (repeats < 0) throw malformed('bytecode with a negative count', walk.source.offset)
  readCode(walk, depth)
}

function readCode(walk: Walk, depth: number): void {
  if (depth > MAX_DEPTH) throw overLimit('bytecode nested too deep', walk.source.offset)
  readItem(walk, 'data', depth + 1)
  const count = walk.source.int()
  for (let i = 0; i < count; i++) {
    walk.tick()
    const type = walk.source.int()
    if (type === 21) readCode(walk, depth + 1)
    else if (isLanguage(type)) readLanguage(walk, type, depth + 1)
    else {
      const { name } = readItem(walk, 'data', depth + 1)
      if (name !== undefined) called(walk, name)
    }
  }
}

function isLanguage(type: number): boolean {
  return type === 2 || type === 6 || type === 239 || type === 240 || type === 243 || type === 244
}

/** A call in the constants of bytecode; parts that repeat are numbered. */
function readLanguage(walk: Walk, first: number, depth: number): void {
  if (depth > MAX_DEPTH) throw overLimit('bytecode nested too deep', walk.source.offset)
  let type = first
  for (;;) {
    walk.tick()
    if (type === 243) {
      walk.source.int()
      return
    }
    if (!isLanguage(type)) {
      const { name } = readItem(walk, 'data', depth + 1)
      if (name !== undefined) called(walk, name)
      return
    }
    if (type === 244) {
      walk.source.int()
      type = walk.source.int()
    }
    if (type === 239 || type === 240) readItem(walk, 'data', depth + 1)
    readItem(walk, 'data', depth + 1)
    readLanguage(walk, walk.source.int(), depth + 1)
    type = walk.source.int()
  }
}

function readLength(walk: Walk): number {
  const length = walk.source.int()
  if (length >= 0) return length
  if (length !== -1) throw malformed(`a vector of ${length} elements`, walk.source.offset)
  return (walk.source.int() >>> 0) * 2 ** 32 + (walk.source.int() >>> 0)
}

function attributes(walk: Walk, flags: number, depth: number): void {
  if ((flags & HAS_ATTRIBUTES) !== 0) readItem(walk, 'data', depth)
}

function reference(walk: Walk, name?: string): void {
  if (walk.references.length >= MAX_REFERENCES) throw overLimit(`more than ${MAX_REFERENCES} references`)
  walk.references.push(name)
}

function called(walk: Walk, name: string): void {
  const names = walk.open.at(-1)
  if (names && names.size < 200) names.add(name)
}

/** The names that are called while `read` runs; outer code calls them too. */
function collect(walk: Walk, read: () => void): string[] {
  const names = new Set<string>()
  walk.open.push(names)
  read()
  walk.open.pop()
  for (const name of names) called(walk, name)
  return [...names]
}

function within(walk: Walk, kind: CodeKind, inside: Inside, at: number, read: () => void): void {
  const calls = collect(walk, read)
  keep(walk, kind, inside, false, calls, at)
}

function keep(
  walk: Walk,
  kind: CodeKind,
  inside: Inside,
  pending: boolean,
  calls: readonly string[],
  at: number,
): void {
  if (walk.code.length >= MAX_CODE) throw overLimit(`more than ${MAX_CODE} pieces of code`)
  walk.code.push({ kind, inside, pending, calls, at })
}
