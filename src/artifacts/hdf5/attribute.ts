import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import { elementCount, readDataspace, readDatatype, type Datatype } from './datatype.ts'
import { Fields } from './fields.ts'
import { openGlobalHeap } from './global-heap.ts'
import type { Space } from './space.ts'

/** Strings decoded of one attribute: `layer_names` of large models has thousands. */
const MAX_VALUES = 100_000

export interface Attribute {
  readonly name: string
  readonly type: Datatype
  /** Text and opaque values as the bytes a loader gets; other classes carry no text and stay closed. */
  readonly values: readonly Buffer[]
  /** Offset of the message in the file. */
  readonly offset: number
}

/** An attribute message of any version, from an object header or from a fractal heap. */
export function readAttribute(space: Space, data: Buffer, offset: number): Attribute {
  const { widths } = space.superblock
  const fields = new Fields(data, widths, offset)
  const version = fields.u8()
  if (version < 1 || version > 3) throw malformed(`attribute message version ${version}`, offset)
  const flags = fields.u8()
  const sizes = { name: fields.u16(), type: fields.u16(), space: fields.u16() }
  if (version === 3) fields.skip(1)
  const part = (size: number): Buffer => {
    const piece = fields.take(size)
    if (version === 1) fields.align8()
    return piece
  }
  const name = new Fields(part(sizes.name), widths, offset).cstring()
  const typeData = part(sizes.type)
  const spaceData = part(sizes.space)
  if (version > 1 && (flags & 3) !== 0)
    throw new ReadError(
      'unsupported',
      `attribute ${JSON.stringify(name.slice(0, 80))} of a committed type`,
      offset,
    )
  const type = readDatatype(new Fields(typeData, widths, offset))
  const extents = readDataspace(new Fields(spaceData, widths, offset))
  const values = extents === undefined ? [] : [...decode(space, type, elementCount(extents), fields)]
  return { name, type, values, offset }
}

function* decode(space: Space, type: Datatype, count: number, fields: Fields): Generator<Buffer> {
  const wanted = Math.min(count, MAX_VALUES)
  if (type.class === 'string' || type.class === 'opaque') {
    for (let i = 0; i < wanted && type.size > 0 && fields.remaining > 0; i++)
      yield trimmed(fields.take(Math.min(type.size, fields.remaining)))
  } else if (type.class === 'variable-string' || type.class === 'sequence') {
    const valuesAt = openGlobalHeap(space)
    let total = 0
    const needed = 8 + space.superblock.widths.offset
    for (let i = 0; i < wanted && fields.remaining >= needed; i++) {
      const length = fields.u32()
      const address = fields.address()
      const index = fields.u32()
      if (address === undefined || address === 0 || length === 0) continue
      for (const value of valuesAt(address, index)) {
        // Any number of references may lead to the same large value.
        total += value.length
        if (total > space.ctx.limits.structureBytes)
          throw overLimit('an attribute whose values are too large together')
        yield type.class === 'sequence' ? value : untilNul(value.subarray(0, length))
      }
    }
  }
}

/** Fixed strings are padded; libraries keep what stands between padding and text. */
function trimmed(value: Buffer): Buffer {
  let end = value.length
  while (end > 0 && value[end - 1] === 0) end--
  return value.subarray(0, end)
}

/** The C library hands variable strings out as C strings. */
function untilNul(value: Buffer): Buffer {
  const nul = value.indexOf(0)
  return nul < 0 ? value : value.subarray(0, nul)
}
