import type { PythonLiteral } from './python-literal.ts'

export interface Dtype {
  readonly spelled: string
  readonly holdsObjects: boolean
  /** Bytes of one element. Absent for objects and for spellings that are not known. */
  readonly itemSize?: number
}

/** Bytes of types that are written with their size in units of one byte, and of those that are not. */
const SIZED = /^[<>=|]?([?biufcSaVUmM])(\d+)(\[[A-Za-z0-9/]+\])?$/
const UNSIZED: ReadonlyMap<string, number> = new Map([
  ['?', 1],
  ['b', 1],
  ['B', 1],
  ['h', 2],
  ['H', 2],
  ['i', 4],
  ['I', 4],
  ['q', 8],
  ['Q', 8],
  ['e', 2],
  ['f', 4],
  ['d', 8],
  ['F', 8],
  ['D', 16],
  ['S', 0],
  ['U', 0],
  ['V', 0],
  ['bool', 1],
])
const NUMERIC_NAME = /^(u?int|float|complex)(8|16|32|64|96|128|192|256)$/
const MAX_DEPTH = 32

/** The type that numpy makes of a header's `descr`; undefined where it would refuse. */
export function readDtype(descr: PythonLiteral, depth = 0): Dtype | undefined {
  if (depth > MAX_DEPTH) return undefined
  if (descr.kind === 'string') return scalarType(descr.value)
  if (descr.kind !== 'sequence') return undefined
  if (descr.bracket === '(') return subarrayType(descr.items, depth)
  return recordType(descr.items, depth)
}

function scalarType(spelled: string): Dtype {
  // numpy takes names, old sizes and comma lists of them; all of its object types have this letter or name.
  if (/O|object/.test(spelled)) return { spelled, holdsObjects: true }
  const sized = SIZED.exec(spelled)
  if (sized) {
    const size = Number(sized[2]) * (sized[1] === 'U' ? 4 : 1)
    return Number.isSafeInteger(size) ? { spelled, holdsObjects: false, itemSize: size } : unknown(spelled)
  }
  const named = NUMERIC_NAME.exec(spelled)
  const itemSize = named ? Number(named[2]) / 8 : UNSIZED.get(spelled.replace(/^[<>=|]/, ''))
  return itemSize === undefined ? unknown(spelled) : { spelled, holdsObjects: false, itemSize }
}

function unknown(spelled: string): Dtype {
  return { spelled, holdsObjects: false }
}

/** `(base, shape)` */
function subarrayType(items: readonly PythonLiteral[], depth: number): Dtype | undefined {
  const [base, shape] = items
  if (items.length !== 2 || !base || !shape) return undefined
  const inner = readDtype(base, depth + 1)
  const count = product(shape)
  if (!inner || count === undefined) return undefined
  const spelled = `(${inner.spelled}, ${count})`
  return repeated(inner, count, spelled)
}

function repeated(inner: Dtype, count: number, spelled: string): Dtype {
  const size = inner.itemSize === undefined ? undefined : inner.itemSize * count
  return {
    spelled,
    holdsObjects: inner.holdsObjects,
    ...(size !== undefined && Number.isSafeInteger(size) && { itemSize: size }),
  }
}

function product(shape: PythonLiteral): number | undefined {
  if (shape.kind === 'number') return shape.value >= 0 ? shape.value : undefined
  if (shape.kind !== 'sequence') return undefined
  let count = 1
  for (const item of shape.items) {
    if (item.kind !== 'number' || !(item.value >= 0)) return undefined
    count *= item.value
  }
  return count
}

/** `[(name, type), (name, type, shape), …]`; a name is a string or a pair of title and name. */
function recordType(fields: readonly PythonLiteral[], depth: number): Dtype | undefined {
  let itemSize: number | undefined = 0
  let holdsObjects = false
  const spelled: string[] = []
  for (const field of fields) {
    if (field.kind !== 'sequence') return undefined
    const [, type, shape] = field.items
    if (!type || field.items.length > 3) return undefined
    const base = readDtype(type, depth + 1)
    const count = shape === undefined ? 1 : product(shape)
    if (!base || count === undefined) return undefined
    const one = repeated(base, count, base.spelled)
    holdsObjects ||= one.holdsObjects
    itemSize = one.itemSize === undefined || itemSize === undefined ? undefined : itemSize + one.itemSize
    if (spelled.length < 16) spelled.push(one.spelled)
  }
  return { spelled: `[${spelled.join(', ')}]`, holdsObjects, ...(itemSize !== undefined && { itemSize }) }
}
