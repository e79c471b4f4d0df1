import { malformed } from '../../model/read-error.ts'
import type { Fields } from './fields.ts'

type TypeClass =
  | 'integer'
  | 'float'
  | 'time'
  | 'string'
  | 'bitfield'
  | 'opaque'
  | 'compound'
  | 'reference'
  | 'enum'
  | 'sequence'
  | 'variable-string'
  | 'array'
  | 'complex'

const CLASSES: readonly TypeClass[] = [
  'integer',
  'float',
  'time',
  'string',
  'bitfield',
  'opaque',
  'compound',
  'reference',
  'enum',
  'sequence',
  'array',
  'complex',
]

export interface Datatype {
  readonly class: TypeClass
  /** Bytes of one element as stored. */
  readonly size: number
}

/** The class and size of a type; members of compounds are left closed, as no loader looks for text in them. */
export function readDatatype(fields: Fields): Datatype {
  const head = fields.u8()
  const bits = fields.u8()
  fields.skip(2)
  const found = CLASSES[head & 15]
  if (found === undefined) throw malformed(`datatype class ${head & 15}`)
  const size = fields.u32()
  return { class: found === 'sequence' && (bits & 15) === 1 ? 'variable-string' : found, size }
}

/** Extents; empty for a scalar, `undefined` for a null space, which holds nothing. */
export function readDataspace(fields: Fields): number[] | undefined {
  const version = fields.u8()
  const rank = fields.u8()
  fields.skip(1)
  if (version === 1) fields.skip(5)
  else if (version === 2) {
    if (fields.u8() === 2) return undefined
  } else throw malformed(`dataspace version ${version}`)
  if (rank > 32) throw malformed(`a dataspace of ${rank} dimensions`)
  return Array.from({ length: rank }, () => fields.length())
}

/** Elements in the extents; `Infinity` is possible and meant. */
export function elementCount(extents: readonly number[]): number {
  let count = 1
  for (const extent of extents) count *= extent
  return count
}
