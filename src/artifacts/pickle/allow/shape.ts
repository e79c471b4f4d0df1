import type { CallValue, Value } from '../value.ts'

/** What an argument must look like. `wants` completes the sentence `takes … where … belongs`. */
export interface Shape {
  readonly wants: string
  readonly fits: (value: Value) => boolean
}

export const any: Shape = { wants: 'a value', fits: (v) => v.kind !== 'unknown' || v.why !== 'underflow' }
export const none: Shape = { wants: 'None', fits: (v) => v.kind === 'none' }
export const bool: Shape = { wants: 'a boolean', fits: (v) => v.kind === 'bool' }
export const int: Shape = { wants: 'an integer', fits: (v) => v.kind === 'int' || v.kind === 'bool' }
export const number: Shape = {
  wants: 'a number',
  fits: (v) => v.kind === 'int' || v.kind === 'bool' || v.kind === 'float' || isMade(v, NUMPY_SCALARS),
}
export const text: Shape = { wants: 'a string', fits: (v) => v.kind === 'str' }
export const bytes: Shape = {
  wants: 'bytes',
  fits: (v) =>
    v.kind === 'bytes' ||
    v.kind === 'bytearray' ||
    v.kind === 'buffer' ||
    (v.kind === 'unknown' && v.why === 'raw-array') ||
    isMade(v, LATIN1_BYTES),
}
/** Python 2 wrote bytes as `str`. */
export const rawText: Shape = { wants: 'bytes', fits: (v) => v.kind === 'str' || bytes.fits(v) }
/** The framework's `persistent_load` resolves it; it is no pickle of its own. */
export const persistent: Shape = { wants: 'a persistent id', fits: (v) => v.kind === 'persistent' }
export const emptyTuple: Shape = {
  wants: 'an empty tuple',
  fits: (v) => v.kind === 'tuple' && v.length === 0,
}

const NUMPY_SCALARS: ReadonlySet<string> = new Set([
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
])
/** How protocols 0 to 2 write bytes. */
const LATIN1_BYTES: ReadonlySet<string> = new Set([
  '_codecs.encode',
  'builtins.bytes',
  '__builtin__.bytes',
  'builtins.bytearray',
  '__builtin__.bytearray',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
])

export function oneOf(...shapes: readonly [Shape, ...Shape[]]): Shape {
  return {
    wants: shapes.map((s) => s.wants).join(' or '),
    fits: (v) => shapes.some((s) => s.fits(v)),
  }
}

export function optional(shape: Shape): Shape {
  return oneOf(shape, none)
}

export function literal(...values: readonly string[]): Shape {
  return {
    wants: values.map((v) => `'${v}'`).join(' or '),
    fits: (v) => v.kind === 'str' && values.includes(v.value),
  }
}

export function matching(wants: string, pattern: RegExp): Shape {
  return { wants, fits: (v) => v.kind === 'str' && v.value.length === v.size && pattern.test(v.value) }
}

export function tupleOf(item: Shape): Shape {
  return {
    wants: `a tuple of ${item.wants}`,
    fits: (v) => v.kind === 'tuple' && v.items.every((i) => item.fits(i)),
  }
}

export function sequenceOf(item: Shape): Shape {
  return {
    wants: `a sequence of ${item.wants}`,
    fits: (v) =>
      (v.kind === 'tuple' || v.kind === 'list' || v.kind === 'set' || v.kind === 'frozenset') &&
      v.items.every((i) => item.fits(i)),
  }
}

/** A tuple with exactly these items. */
export function tuple(...shapes: readonly Shape[]): Shape {
  return {
    wants: `a tuple of ${shapes.length}`,
    fits: (v) =>
      v.kind === 'tuple' &&
      v.length === shapes.length &&
      v.items.every((i, n) => shapes[n]?.fits(i) ?? false),
  }
}

export const pairs: Shape = {
  wants: 'pairs',
  fits: (v) =>
    (v.kind === 'list' || v.kind === 'tuple') &&
    v.items.every((item, i) => isPair(item) || (i > 0 && isCut(item))),
}

function isPair(value: Value): boolean {
  return (value.kind === 'tuple' || value.kind === 'list') && value.length === 2
}

/** Behind pairs that are too large to be followed to their end. */
function isCut(value: Value): boolean {
  return value.kind === 'unknown' && (value.why === 'depth' || value.why === 'size')
}

export const dict: Shape = { wants: 'a dict', fits: (v) => v.kind === 'dict' || isMade(v, DICTS) }
const DICTS: ReadonlySet<string> = new Set([
  'collections.OrderedDict',
  'collections.defaultdict',
  'builtins.dict',
  '__builtin__.dict',
])

/** A global with one of these full names. */
export function named(wants: string, names: ReadonlySet<string>): Shape {
  return { wants, fits: (v) => v.kind === 'global' && names.has(fullName(v)) }
}

/** The result of a call of one of these. */
export function made(wants: string, ...names: readonly string[]): Shape {
  const set = new Set(names)
  return { wants, fits: (v) => isMade(v, set) }
}

export function isMade(value: Value, names: ReadonlySet<string>): value is CallValue {
  return value.kind === 'call' && value.callee.kind === 'global' && names.has(fullName(value.callee))
}

export function fullName(global: { readonly module: string; readonly name: string }): string {
  return `${global.module}.${global.name}`
}

/** A noun phrase for a message. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'global':
      return fullName(value)
    case 'call':
      return value.callee.kind === 'global' ? `a ${fullName(value.callee)}` : 'the result of a call'
    case 'str':
      return 'a string'
    case 'int':
      return 'an integer'
    case 'none':
      return 'None'
    case 'bool':
      return 'a boolean'
    case 'bytes':
      return 'bytes'
    case 'unknown':
      return value.why === 'underflow' ? 'nothing' : 'an object too large to follow'
    case 'extension':
      return 'an unregistered extension'
    case 'persistent':
      return 'a persistent id'
    default:
      return `a ${value.kind}`
  }
}
