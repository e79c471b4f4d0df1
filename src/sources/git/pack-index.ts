import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Where the objects of a pack begin, by id. */
export interface PackIndex {
  offsetOf(id: string): number | undefined
  /** Ids that begin with some hex digits; at least two. */
  idsWith(prefix: string): readonly string[]
  close(): void
}

const HEADER = 8
const FANOUT = 256 * 4
const MAGIC = 0xff744f63

/** Version 2 of the index: fan-out, sorted ids, checksums, offsets, large offsets. Reads a few ids at a time. */
export function openIndex(path: string, idBytes: number): PackIndex | undefined {
  const fd = openSync(path, 'r')
  const { size } = fstatSync(fd)
  const read = (offset: number, length: number): Buffer => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
    return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset))
  }
  const head = read(0, HEADER + FANOUT)
  const valid =
    head.length === HEADER + FANOUT && head.readUInt32BE(0) === MAGIC && head.readUInt32BE(4) === 2
  const count = valid ? head.readUInt32BE(HEADER + 255 * 4) : 0
  const ids = HEADER + FANOUT
  const offsets = ids + count * (idBytes + 4)
  const large = offsets + count * 4
  if (!valid || large > size) {
    closeSync(fd)
    return undefined
  }
  /** Where the ids lie that begin with a byte. */
  const range = (first: number): { low: number; high: number } => {
    const low = first === 0 ? 0 : head.readUInt32BE(HEADER + (first - 1) * 4)
    const high = head.readUInt32BE(HEADER + first * 4)
    return low > high || high > count ? { low: 0, high: 0 } : { low, high }
  }
  return {
    idsWith(prefix) {
      const { low, high } = range(Number.parseInt(prefix.slice(0, 2), 16))
      const bucket = read(ids + low * idBytes, (high - low) * idBytes).toString('hex')
      const listed = Array.from({ length: high - low }, (_, i) =>
        bucket.slice(i * idBytes * 2, (i + 1) * idBytes * 2),
      )
      return listed.filter((id) => id.startsWith(prefix))
    },
    offsetOf(id) {
      const wanted = Buffer.from(id, 'hex')
      const first = wanted[0]
      if (first === undefined || wanted.length !== idBytes) return undefined
      const { low, high } = range(first)
      const bucket = read(ids + low * idBytes, (high - low) * idBytes)
      const found = search(bucket, wanted)
      if (found === undefined) return undefined
      const at = low + found
      const short = read(offsets + at * 4, 4)
      if (short.length < 4) return undefined
      const offset = short.readUInt32BE(0)
      if (offset < 0x80000000) return offset
      const long = read(large + (offset - 0x80000000) * 8, 8)
      return long.length < 8 ? undefined : Number(long.readBigUInt64BE(0))
    },
    close: () => closeSync(fd),
  }
}

function search(sorted: Buffer, wanted: Buffer): number | undefined {
  let low = 0
  let high = sorted.length / wanted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = middle * wanted.length
    const order = wanted.compare(sorted, at, at + wanted.length)
    if (order === 0) return middle
    if (order < 0) high = middle
    else low = middle + 1
  }
  return undefined
}
