import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit } from '../model/read-error.ts'
import { Cursor } from './cursor.ts'

/** What stands in a MessagePack stream, in order. Containers give their count; what they hold follows. */
export type PackToken =
  | { readonly kind: 'map' | 'array'; readonly count: number; readonly at: number; readonly depth: number }
  | {
      readonly kind: 'string' | 'binary' | 'extension'
      /** Where the content lies. */
      readonly start: number
      readonly length: number
      /** Type number of an extension. */
      readonly code: number
      readonly at: number
      readonly depth: number
    }
  | { readonly kind: 'number'; readonly value: number; readonly at: number; readonly depth: number }
  | { readonly kind: 'other'; readonly at: number; readonly depth: number }

const MAX_DEPTH = 512

/** Walks one object and skips over content. Throws `malformed` where a count or a length leaves the bytes. */
export function* packTokens(
  bytes: Bytes,
  start: number,
  end: number,
  tick: () => void,
): Generator<PackToken, number, undefined> {
  const cursor = new Cursor(bytes, start, end)
  /** Objects that are still to come, by depth. */
  const open = [1]
  while (open.length > 0) {
    const left = open.at(-1)!
    if (left === 0) {
      open.pop()
      continue
    }
    open[open.length - 1] = left - 1
    tick()
    const token = next(cursor, open.length - 1)
    if (token.kind === 'map' || token.kind === 'array') {
      const items = token.kind === 'map' ? token.count * 2 : token.count
      if (items > cursor.remaining)
        throw malformed(`${token.count} entries, ${cursor.remaining} bytes are left`, token.at)
      if (open.length > MAX_DEPTH) throw overLimit('containers nested too deep', token.at)
      open.push(items)
    }
    yield token
  }
  return cursor.offset
}

function next(cursor: Cursor, depth: number): PackToken {
  const at = cursor.offset
  const byte = cursor.u8()
  if (byte < 0x80) return { kind: 'number', value: byte, at, depth }
  if (byte < 0x90) return { kind: 'map', count: byte & 15, at, depth }
  if (byte < 0xa0) return { kind: 'array', count: byte & 15, at, depth }
  if (byte < 0xc0) return content(cursor, 'string', byte & 31, at, depth)
  if (byte >= 0xe0) return { kind: 'number', value: byte - 256, at, depth }
  switch (byte) {
    case 0xc4:
      return content(cursor, 'binary', cursor.u8(), at, depth)
    case 0xc5:
      return content(cursor, 'binary', cursor.u16be(), at, depth)
    case 0xc6:
      return content(cursor, 'binary', cursor.u32be(), at, depth)
    case 0xc7:
      return content(cursor, 'extension', cursor.u8(), at, depth)
    case 0xc8:
      return content(cursor, 'extension', cursor.u16be(), at, depth)
    case 0xc9:
      return content(cursor, 'extension', cursor.u32be(), at, depth)
    case 0xcc:
      return { kind: 'number', value: cursor.u8(), at, depth }
    case 0xcd:
      return { kind: 'number', value: cursor.u16be(), at, depth }
    case 0xce:
      return { kind: 'number', value: cursor.u32be(), at, depth }
    case 0xcf:
      return { kind: 'number', value: cursor.u32be() * 2 ** 32 + cursor.u32be(), at, depth }
    case 0xd0:
      return { kind: 'number', value: (cursor.u8() << 24) >> 24, at, depth }
    case 0xd1:
      return { kind: 'number', value: (cursor.u16be() << 16) >> 16, at, depth }
    case 0xd2:
      return { kind: 'number', value: cursor.u32be() | 0, at, depth }
    case 0xd3:
      return { kind: 'number', value: (cursor.u32be() | 0) * 2 ** 32 + cursor.u32be(), at, depth }
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return content(cursor, 'extension', 1 << (byte - 0xd4), at, depth)
    case 0xd9:
      return content(cursor, 'string', cursor.u8(), at, depth)
    case 0xda:
      return content(cursor, 'string', cursor.u16be(), at, depth)
    case 0xdb:
      return content(cursor, 'string', cursor.u32be(), at, depth)
    case 0xdc:
      return { kind: 'array', count: cursor.u16be(), at, depth }
    case 0xdd:
      return { kind: 'array', count: cursor.u32be(), at, depth }
    case 0xde:
      return { kind: 'map', count: cursor.u16be(), at, depth }
    case 0xdf:
      return { kind: 'map', count: cursor.u32be(), at, depth }
    case 0xc1:
      throw malformed('a byte that MessagePack never uses', at)
    case 0xca:
      cursor.skip(4)
      return { kind: 'other', at, depth }
    case 0xcb:
      cursor.skip(8)
      return { kind: 'other', at, depth }
    default:
      return { kind: 'other', at, depth }
  }
}

function content(
  cursor: Cursor,
  kind: 'string' | 'binary' | 'extension',
  length: number,
  at: number,
  depth: number,
): PackToken {
  const code = kind === 'extension' ? (cursor.u8() << 24) >> 24 : 0
  const start = cursor.offset
  cursor.skip(length)
  return { kind, start, length, code, at, depth }
}
