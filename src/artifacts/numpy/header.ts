import { ReadError } from '../../model/read-error.ts'
import { readDtype, type Dtype } from './dtype.ts'
import type { Flaw } from './facts.ts'
import { NotALiteral, parsePythonLiteral, type PythonLiteral } from './python-literal.ts'

export interface ArrayHeader {
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly fortranOrder: boolean
}

const KEYS: readonly string[] = ['descr', 'fortran_order', 'shape']

/** @param base offset of the text in the file; flaws point into it */
export function readArrayHeader(text: string, base: number, flaws: Flaw[]): ArrayHeader | undefined {
  const literal = parse(text, base, flaws)
  if (!literal) return undefined
  const says = describe(literal)
  if (says !== undefined) flaws.push({ kind: 'wrong-keys', says, start: base, end: base + text.length })
  const dtype = readMember(literal, 'descr', readDtype)
  const shape = readMember(literal, 'shape', readShape)
  if (!dtype || !shape) {
    if (says === undefined)
      flaws.push({
        kind: 'broken-header',
        says: 'its type or shape is none',
        start: base,
        end: base + text.length,
      })
    return undefined
  }
  const order = readMember(literal, 'fortran_order', (v) => v)
  return { dtype, shape, fortranOrder: order?.kind === 'constant' && order.value === true }
}

function parse(text: string, base: number, flaws: Flaw[]): PythonLiteral | undefined {
  try {
    return parsePythonLiteral(text)
  } catch (error) {
    if (error instanceof NotALiteral)
      flaws.push({
        kind: 'code-in-header',
        says: error.message,
        start: base + error.offset,
        end: base + text.length,
      })
    else if (error instanceof ReadError) {
      const start = base + (error.offset ?? 0)
      flaws.push({ kind: 'broken-header', says: error.message, start, end: start + 1 })
    } else throw error
    return undefined
  }
}

/** numpy wants these three keys and no other, each once. */
function describe(literal: PythonLiteral): string | undefined {
  if (literal.kind !== 'dict') return 'the header is no dict'
  const names = literal.entries.map(([key]) => (key.kind === 'string' ? key.value : '?'))
  if (names.toSorted().join() === KEYS.join()) return undefined
  return `the header has the keys ${names.slice(0, 8).join(', ').slice(0, 120)}`
}

function readMember<T>(
  literal: PythonLiteral,
  name: string,
  read: (v: PythonLiteral) => T | undefined,
): T | undefined {
  if (literal.kind !== 'dict') return undefined
  const entry = literal.entries.findLast(([key]) => key.kind === 'string' && key.value === name)
  return entry && read(entry[1])
}

function readShape(literal: PythonLiteral): number[] | undefined {
  if (literal.kind !== 'sequence') return undefined
  const shape: number[] = []
  for (const item of literal.items) {
    if (item.kind !== 'number' || !(item.value >= 0)) return undefined
    shape.push(item.value)
  }
  return shape
}
