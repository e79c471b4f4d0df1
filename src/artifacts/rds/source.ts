import { Cursor } from '../../bytes/cursor.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed } from '../../model/read-error.ts'
import type { RdsFacts } from './facts.ts'

/** Numbers and strings of R's serialisation, in any of its three encodings. */
export interface Source {
  readonly offset: number
  int(): number
  /** Skips `count` numbers of `width` bytes. */
  skip(count: number, width: number): void
  skipRaw(count: number): void
  /** A string of `length` bytes; text past the first 256 is dropped. */
  text(length: number): string
}

const MAX_TEXT = 256
const BACKSLASH = 0x5c

export function openSource(
  bytes: Bytes,
  start: number,
  encoding: RdsFacts['encoding'],
  tick: () => void,
): Source {
  const cursor = new Cursor(bytes, start)
  return encoding === 'ascii' ? asciiSource(cursor, tick) : binarySource(cursor, encoding === 'xdr')
}

function binarySource(cursor: Cursor, bigEndian: boolean): Source {
  return {
    get offset() {
      return cursor.offset
    },
    int: () => (bigEndian ? cursor.u32be() | 0 : cursor.i32()),
    skip: (count, width) => cursor.skip(count * width),
    skipRaw: (count) => cursor.skip(count),
    text: (length) => {
      const kept = cursor.take(Math.min(length, MAX_TEXT), MAX_TEXT).toString('latin1')
      cursor.skip(length - Math.min(length, MAX_TEXT))
      return kept
    },
  }
}

/** One number a line, strings with C escapes, raw bytes in hex. */
function asciiSource(cursor: Cursor, tick: () => void): Source {
  const word = (): string => {
    let byte = cursor.u8()
    while (isSpace(byte)) byte = cursor.u8()
    let text = ''
    while (!isSpace(byte)) {
      if (text.length < 64) text += String.fromCharCode(byte)
      if (cursor.remaining === 0) break
      byte = cursor.u8()
    }
    return text
  }
  const int = (): number => {
    const text = word()
    if (text === 'NA') return -(2 ** 31)
    if (!/^-?\d{1,11}$/.test(text)) throw malformed('no number where one must be', cursor.offset)
    return Number(text)
  }
  const skipWords = (count: number): void => {
    // A number takes at least two bytes, so a count beyond the file is refused before the loop.
    if (count * 2 - 1 > cursor.remaining)
      throw malformed(`${count} numbers, ${cursor.remaining} bytes are left`, cursor.offset)
    for (let i = 0; i < count; i++) {
      tick()
      word()
    }
  }
  return {
    get offset() {
      return cursor.offset
    },
    int,
    skip: (count, width) => skipWords(width === 16 ? count * 2 : count),
    skipRaw: skipWords,
    text: (length) => asciiText(cursor, length),
  }
}

function asciiText(cursor: Cursor, length: number): string {
  let text = ''
  let byte = length > 0 ? cursor.u8() : 0
  while (isSpace(byte)) byte = cursor.u8()
  for (let i = 0; i < length; i++) {
    if (i > 0) byte = cursor.u8()
    if (byte === BACKSLASH) {
      byte = cursor.u8()
      // Octal escapes always have three digits.
      if (byte >= 0x30 && byte <= 0x37) cursor.skip(2)
    }
    if (text.length < MAX_TEXT) text += String.fromCharCode(byte)
  }
  return text
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
