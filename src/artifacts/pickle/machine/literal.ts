import type { Value } from '../value.ts'
import { type Input, MAX_LINE } from './input.ts'
import { readFloat, readInt, readLong } from './number-text.ts'
import { unescapeBytes, unescapeUnicode, unquote } from './string-text.ts'

/** Characters or bytes of one literal that a value shows. */
const SHOWN = 4096
/** Longer integers are shown by their low bytes; nothing that a pickler writes is longer. */
const MAX_LONG = 1024

/** Reads again the literal that the opcode at `at` pushed. */
export function readLiteral(input: Input, at: number): Value {
  const head = input.peek(at, 9)
  switch (head[0]) {
    case 0x49: // INT
    case 0x4c: // LONG
    case 0x46: // FLOAT
    case 0x53: // STRING
    case 0x56: // UNICODE
      return textLiteral(input, at, head[0])
    case 0x47: // BINFLOAT
      return { kind: 'float', value: head.length === 9 ? head.readDoubleBE(1) : NaN }
    case 0x8a: // LONG1
      return longLiteral(input, at + 2, head[1] ?? 0)
    case 0x8b: // LONG4
      return longLiteral(input, at + 5, head.length >= 5 ? head.readInt32LE(1) : 0)
    case 0x55: // SHORT_BINSTRING
      return counted(input, 'latin1', at + 2, head[1] ?? 0)
    case 0x54: // BINSTRING
      return counted(input, 'latin1', at + 5, size4(head))
    case 0x8c: // SHORT_BINUNICODE
      return counted(input, 'utf8', at + 2, head[1] ?? 0)
    case 0x58: // BINUNICODE
      return counted(input, 'utf8', at + 5, size4(head))
    case 0x8d: // BINUNICODE8
      return counted(input, 'utf8', at + 9, size8(head))
    case 0x43: // SHORT_BINBYTES
      return counted(input, 'bytes', at + 2, head[1] ?? 0)
    case 0x42: // BINBYTES
      return counted(input, 'bytes', at + 5, size4(head))
    case 0x8e: // BINBYTES8
      return counted(input, 'bytes', at + 9, size8(head))
    case 0x96: // BYTEARRAY8
      return counted(input, 'bytearray', at + 9, size8(head))
    case 0x50: // PERSID
      return { kind: 'str', ...shown(at + 1, lineAt(input, at + 1)) }
    default:
      return { kind: 'unknown', why: 'underflow' }
  }
}

function size4(head: Buffer): number {
  return head.length >= 5 ? head.readUInt32LE(1) : 0
}

function size8(head: Buffer): number {
  return head.length >= 9 ? Number(head.readBigUInt64LE(1)) : 0
}

function lineAt(input: Input, at: number): Buffer {
  const text = input.peek(at, MAX_LINE)
  const end = text.indexOf(0x0a)
  return end < 0 ? text : text.subarray(0, end)
}

function shown(at: number, text: Buffer): { value: string; size: number; at: number } {
  return { value: text.toString('latin1', 0, SHOWN), size: text.length, at }
}

function textLiteral(input: Input, at: number, opcode: number): Value {
  const line = lineAt(input, at + 1)
  const text = line.toString('latin1')
  switch (opcode) {
    case 0x49: {
      const value = readInt(text)?.value ?? 0n
      return typeof value === 'boolean' ? { kind: 'bool', value } : { kind: 'int', value }
    }
    case 0x4c:
      return { kind: 'int', value: readLong(text)?.value ?? 0n }
    case 0x46:
      return { kind: 'float', value: readFloat(text)?.value ?? NaN }
    case 0x53: {
      // A cut line has lost its closing quote.
      const cut = line.length >= MAX_LINE
      const value = unescapeBytes(cut ? text.slice(1) : (unquote(text) ?? text))
      return { kind: 'str', value: value.slice(0, SHOWN), size: value.length, at: at + 2 }
    }
    default: {
      const value = unescapeUnicode(text)
      return { kind: 'str', value: value.slice(0, SHOWN), size: value.length, at: at + 1 }
    }
  }
}

function longLiteral(input: Input, at: number, size: number): Value {
  const data = input.peek(at, Math.min(Math.max(0, size), MAX_LONG))
  if (data.length === 0) return { kind: 'int', value: 0n }
  const magnitude = BigInt(`0x${Buffer.from(data.toReversed()).toString('hex')}`)
  return { kind: 'int', value: BigInt.asIntN(data.length * 8, magnitude) }
}

function counted(
  input: Input,
  as: 'latin1' | 'utf8' | 'bytes' | 'bytearray',
  at: number,
  size: number,
): Value {
  const data = input.peek(at, Math.min(size, SHOWN))
  if (as === 'bytes' || as === 'bytearray') return { kind: as, size, at, head: Buffer.from(data) }
  return { kind: 'str', value: data.toString(as), size, at }
}
