/** A value for a field of a table in an example program. */
type Field = undefined | bigint | string | readonly Fields[]
interface Fields {
  readonly fields: readonly Field[]
}

/** Writes a flatbuffer back to front, children before the tables that point to them. */
export function programExample(
  operators: readonly string[],
  segment?: { offset: bigint; size: bigint },
): Buffer {
  const plan: Fields = {
    fields: [
      'forward',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      operators.map((name) => ({ fields: [name, 'out'] })),
      [{ fields: ['XnnpackBackend'] }],
    ],
  }
  const segments = segment === undefined ? [] : [{ fields: [segment.offset, segment.size] }]
  const parts: Buffer[] = [Buffer.alloc(8)]
  let length = 8
  const put = (bytes: Buffer): number => {
    const padding = Buffer.alloc((8 - (length % 8)) % 8)
    const at = length + padding.length
    parts.push(padding, bytes)
    length = at + bytes.length
    return at
  }
  const table = ({ fields }: Fields): number => {
    const vtable = Buffer.alloc(4 + 2 * fields.length)
    const body = Buffer.alloc(8 + 8 * fields.length)
    vtable.writeUInt16LE(vtable.length, 0)
    vtable.writeUInt16LE(body.length, 2)
    for (const [i, field] of fields.entries())
      if (field !== undefined) vtable.writeUInt16LE(8 + 8 * i, 4 + 2 * i)
    const vtableAt = put(vtable)
    const at = put(body)
    body.writeInt32LE(at - vtableAt, 0)
    for (const [i, field] of fields.entries()) {
      if (typeof field === 'bigint') body.writeBigUInt64LE(field, 8 + 8 * i)
      else if (field !== undefined) pointTo(at + 8 + 8 * i, body, 8 + 8 * i, field)
    }
    return at
  }
  const pointTo = (from: number, holder: Buffer, index: number, field: string | readonly Fields[]): void => {
    const target = typeof field === 'string' ? put(stringBytes(field)) : vector(field)
    holder.writeUInt32LE(target - from, index)
  }
  const vector = (elements: readonly Fields[]): number => {
    const bytes = Buffer.alloc(4 + 4 * elements.length)
    bytes.writeUInt32LE(elements.length, 0)
    const at = put(bytes)
    for (const [i, element] of elements.entries())
      bytes.writeUInt32LE(table(element) - (at + 4 + 4 * i), 4 + 4 * i)
    return at
  }
  const root = table({ fields: [0n, [plan], undefined, undefined, segments] })
  const head = parts[0]!
  head.writeUInt32LE(root, 0)
  head.write('ET12', 4, 'latin1')
  return Buffer.concat([...parts, Buffer.alloc(32)])
}

function stringBytes(text: string): Buffer {
  const bytes = Buffer.alloc(5 + text.length)
  bytes.writeUInt32LE(text.length, 0)
  bytes.write(text, 4, 'latin1')
  return bytes
}
