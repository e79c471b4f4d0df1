import { malformed } from '../model/read-error.ts'

const MAX_TEXT = 64 * 1024

/** Numbers and texts, one after the other. */
export interface WireWriter {
  number(value: number): void
  text(value: string): void
  /** Characters below 256. */
  key(value: string): void
  append(data: Buffer): void
  bytes(): Buffer
  size(): number
}

export function wireWriter(): WireWriter {
  let buffer = Buffer.allocUnsafe(256)
  let at = 0
  const room = (n: number): void => {
    if (at + n <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + n))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }
  const number = (value: number): void => {
    room(5)
    let rest = value
    while (rest > 127) {
      buffer[at++] = (rest & 127) | 128
      rest = Math.floor(rest / 128)
    }
    buffer[at++] = rest
  }
  return {
    number,
    text(value) {
      const length = Buffer.byteLength(value)
      number(length)
      room(length)
      at += buffer.write(value, at)
    },
    key(value) {
      number(value.length)
      room(value.length)
      at += buffer.write(value, at, 'latin1')
    },
    append(data) {
      room(data.length)
      at += data.copy(buffer, at)
    },
    bytes: () => Buffer.from(buffer.subarray(0, at)),
    size: () => at,
  }
}

/**
 * Reads what `wireWriter` wrote, from bytes as text of characters below 256: cutting a text costs far less than
 * asking a buffer. The bytes may be anyone's: every length is checked. Throws `ReadError`.
 */
export interface WireReader {
  number(): number
  /** A number of things that follow, each at least one byte. */
  count(): number
  text(): string
  key(): string
  at(): number
  jump(to: number): void
}

// oxlint-disable-next-line no-control-regex
const BEYOND_ASCII = /[^\0-\x7f]/

export function wireReader(data: string, start: number): WireReader {
  let at = start
  const number = (): number => {
    const byte = data.charCodeAt(at)
    // Almost all are of one byte.
    if (byte < 128) {
      at++
      return byte
    }
    return longNumber()
  }
  const longNumber = (): number => {
    let value = 0
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = data.charCodeAt(at++)
      if (Number.isNaN(byte)) throw malformed('the index ends within a number', at)
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
    throw malformed('a number in the index is too long', at)
  }
  const key = (): string => {
    const length = number()
    const from = at
    at += length
    if (at > data.length || length > MAX_TEXT) throw malformed('the index ends within a text', from)
    return data.slice(from, at)
  }
  return {
    number,
    key,
    at: () => at,
    jump: (to) => void (at = to),
    count() {
      const n = number()
      if (n > data.length - at) throw malformed('the index ends within a list', at)
      return n
    },
    text() {
      const bytes = key()
      return BEYOND_ASCII.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
    },
  }
}
