/** A model with one custom operator and, in one graph, one tensor of 4-byte floats. */
export function model(
  custom: string,
  tensor: { readonly buffer: number; readonly elements: number } = { buffer: 0, elements: 1 },
): Uint8Array {
  const name = text(custom)
  const shape = Buffer.alloc(8)
  shape.writeInt32LE(1, 0)
  shape.writeInt32LE(tensor.elements, 4)
  // Each table lies behind the one that points to it, with its own vtable in front.
  const code = table([undefined, { child: name }])
  const tensorTable = table([{ child: shape }, undefined, { number: tensor.buffer }])
  const graph = table([{ child: vector([tensorTable]) }])
  const buffer = table([{ child: Buffer.from([4, 0, 0, 0, 1, 2, 3, 4]) }])
  const root = table([
    { number: 3 },
    { child: vector([code]) },
    { child: vector([graph]) },
    undefined,
    { child: vector([buffer]) },
  ])
  const head = Buffer.alloc(8)
  head.writeUInt32LE(8 + root.start, 0)
  head.write('TFL3', 4)
  return Buffer.concat([head, root.bytes])
}

/** Bytes, and where in them the thing starts that an offset points to. */
interface Block {
  readonly bytes: Buffer
  readonly start: number
}

type Slot = { readonly child: Block | Buffer } | { readonly number: number } | undefined

function text(value: string): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(value))
  bytes.writeUInt32LE(bytes.length - 5, 0)
  bytes.write(value, 4)
  return bytes
}

function vector(children: readonly Block[]): Block {
  const head = Buffer.alloc(4 + 4 * children.length)
  head.writeUInt32LE(children.length, 0)
  return {
    bytes: withChildren(
      head,
      children.map((child, i) => ({ at: 4 + 4 * i, child })),
    ),
    start: 0,
  }
}

function table(slots: readonly Slot[]): Block {
  const vtable = 4 + 2 * slots.length
  const head = Buffer.alloc(vtable + 4 + 4 * slots.length)
  head.writeUInt16LE(vtable, 0)
  head.writeUInt16LE(4 + 4 * slots.length, 2)
  head.writeInt32LE(vtable, vtable)
  const children: { at: number; child: Block }[] = []
  for (const [i, slot] of slots.entries()) {
    if (slot === undefined) continue
    const at = vtable + 4 + 4 * i
    head.writeUInt16LE(4 + 4 * i, 4 + 2 * i)
    if ('number' in slot) head.writeUInt32LE(slot.number, at)
    else
      children.push({ at, child: Buffer.isBuffer(slot.child) ? { bytes: slot.child, start: 0 } : slot.child })
  }
  return { bytes: withChildren(head, children), start: vtable }
}

function withChildren(
  head: Buffer,
  children: readonly { readonly at: number; readonly child: Block }[],
): Buffer {
  const parts = [head]
  let end = head.length
  for (const { at, child } of children) {
    head.writeUInt32LE(end + child.start - at, at)
    parts.push(child.bytes)
    end += child.bytes.length
  }
  return Buffer.concat(parts)
}
