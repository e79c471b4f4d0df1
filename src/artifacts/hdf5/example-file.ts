/** Builds small HDF5 files for examples and tests: superblock version 3, object headers of version 2. */

const SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')
const UNDEFINED = Buffer.alloc(8, 0xff)
const ROOT = 48

export interface ExampleMessage {
  readonly type: number
  readonly body: Buffer
}

/** The root group with these messages; `blocks` stand behind it, at the addresses that `at` gave out. */
export function hdf5File(messages: readonly ExampleMessage[], blocks: readonly Buffer[] = []): Buffer {
  const root = objectHeader(messages)
  const size = ROOT + root.length + blocks.reduce((sum, block) => sum + block.length, 0)
  const superblock = Buffer.concat([
    SIGNATURE,
    Buffer.from([3, 8, 8, 0]),
    u64(0),
    UNDEFINED,
    u64(size),
    u64(ROOT),
    u32(0),
  ])
  return Buffer.concat([superblock, root, ...blocks])
}

/** Address of the first block behind a root group of these messages. */
export function afterRoot(messages: readonly ExampleMessage[]): number {
  return ROOT + objectHeader(messages).length
}

function objectHeader(messages: readonly ExampleMessage[]): Buffer {
  const body = Buffer.concat(
    messages.flatMap(({ type, body: data }) => [
      Buffer.from([type]),
      u16(data.length),
      Buffer.from([0]),
      data,
    ]),
  )
  return Buffer.concat([Buffer.from('OHDR\x02\x02', 'latin1'), u32(body.length), body, u32(0)])
}

/** A fixed-length string attribute on a scalar. */
export function attribute(name: string, value: string): ExampleMessage {
  const data = Buffer.from(value)
  const label = Buffer.from(`${name}\0`)
  const type = Buffer.concat([Buffer.from([0x13, 0, 0, 0]), u32(data.length)])
  const space = Buffer.from([2, 0, 0, 0])
  const sizes = Buffer.concat([u16(label.length), u16(type.length), u16(space.length)])
  return {
    type: 0x0c,
    body: Buffer.concat([Buffer.from([3, 0]), sizes, Buffer.from([0]), label, type, space, data]),
  }
}

export function hardLink(name: string, address: number): ExampleMessage {
  return {
    type: 0x06,
    body: Buffer.concat([Buffer.from([1, 0, name.length]), Buffer.from(name), u64(address)]),
  }
}

export function externalLink(name: string, file: string, target: string): ExampleMessage {
  const value = Buffer.from(`\0${file}\0${target}\0`)
  return {
    type: 0x06,
    body: Buffer.concat([Buffer.from([1, 8, 64, name.length]), Buffer.from(name), u16(value.length), value]),
  }
}

/** A contiguous dataset of doubles without data, as an object header. */
export function dataset(extents: readonly number[]): Buffer {
  const space = Buffer.concat([Buffer.from([2, extents.length, 0, 1]), ...extents.map(u64)])
  const type = Buffer.concat([Buffer.from([0x11, 0x20, 0x3f, 0]), u32(8), Buffer.alloc(12)])
  const layout = Buffer.concat([Buffer.from([3, 1]), UNDEFINED, u64(0)])
  return objectHeader([
    { type: 1, body: space },
    { type: 3, body: type },
    { type: 8, body: layout },
  ])
}

function u16(n: number): Buffer {
  const out = Buffer.alloc(2)
  out.writeUInt16LE(n)
  return out
}
function u32(n: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(n)
  return out
}
function u64(n: number): Buffer {
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(BigInt(n))
  return out
}
