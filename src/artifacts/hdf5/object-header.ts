import { MiB } from '../../model/context.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { Fields } from './fields.ts'
import type { Space } from './space.ts'

export interface Message {
  readonly type: number
  readonly flags: number
  readonly data: Buffer
  /** Offset of the data in the file. */
  readonly offset: number
}

/** Bit 1 of a message's flags: the body is a pointer to where the message really is. */
export const SHARED = 2

const CONTINUATION = 0x10
const MAX_MESSAGES = 100_000
const MAX_CHUNKS = 10_000
/** All blocks of one header together; messages are at most 64 KiB each. */
const MAX_HEADER = 16 * MiB

interface Chunk {
  readonly address: number
  readonly length: number
}

/** All messages of an object, continuation blocks followed, in both versions of the header. */
export function readObjectHeader(space: Space, address: number): Message[] {
  const start = space.upTo(address, 64, 'an object header')
  if (start.take(4).toString('latin1') === 'OHDR') return version2(space, address, start)
  start.at = 0
  if (start.u8() !== 1) throw malformed('no object header', space.superblock.base + address)
  start.skip(7)
  const length = start.u32()
  return follow(space, { address: address + 16, length }, (chunk) => ({
    fields: space.fields(chunk.address, chunk.length, 'an object header'),
    head: readHeadV1,
  }))
}

interface Head {
  readonly type: number
  readonly size: number
  readonly flags: number
}

type ReadHead = (fields: Fields) => Head | undefined

function readHeadV1(fields: Fields): Head | undefined {
  if (fields.remaining < 8) return undefined
  const head = { type: fields.u16(), size: fields.u16(), flags: fields.u8() }
  fields.skip(3)
  return head
}

function version2(space: Space, address: number, start: Fields): Message[] {
  if (start.u8() !== 2)
    throw malformed('object header of an unknown version', space.superblock.base + address)
  const flags = start.u8()
  if (flags & 0x20) start.skip(16)
  if (flags & 0x10) start.skip(4)
  const length = start.uint(1 << (flags & 3))
  const tracked = (flags & 4) !== 0
  const head: ReadHead = (fields) => {
    if (fields.remaining < (tracked ? 6 : 4)) return undefined
    const found = { type: fields.u8(), size: fields.u16(), flags: fields.u8() }
    if (tracked) fields.skip(2)
    return found
  }
  let first = true
  return follow(space, { address: address + start.at, length }, (chunk) => {
    const fields = space.fields(chunk.address, chunk.length, 'an object header')
    if (first) {
      first = false
      return { fields, head }
    }
    fields.signature('OCHK')
    return {
      fields: new Fields(fields.take(Math.max(0, fields.remaining - 4)), space.superblock.widths, 0),
      head,
      skipped: 4,
    }
  })
}

function follow(
  space: Space,
  first: Chunk,
  open: (chunk: Chunk) => { fields: Fields; head: ReadHead; skipped?: number },
): Message[] {
  const messages: Message[] = []
  const chunks = [first]
  const seen = new Set<number>()
  let total = 0
  for (const chunk of chunks) {
    if (seen.has(chunk.address)) continue
    seen.add(chunk.address)
    total += chunk.length
    if (total > MAX_HEADER) throw overLimit('an object header of too many bytes')
    const { fields, head, skipped = 0 } = open(chunk)
    for (let h = head(fields); h !== undefined; h = head(fields)) {
      const offset = space.superblock.base + chunk.address + skipped + fields.at
      // The library refuses a message that runs over its block; what fits is still read.
      const data = fields.take(Math.min(h.size, fields.remaining))
      if (h.type === CONTINUATION && !(h.flags & SHARED)) {
        const next = new Fields(data, space.superblock.widths, offset)
        const address = next.address()
        if (address !== undefined) chunks.push({ address, length: next.length() })
      } else if (h.type !== 0) messages.push({ type: h.type, flags: h.flags, data, offset })
      if (messages.length > MAX_MESSAGES || chunks.length > MAX_CHUNKS)
        throw malformed('an object header without end', offset)
    }
  }
  return messages
}
