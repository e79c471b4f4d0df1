import { malformed } from '../../model/read-error.ts'
import { decodeDeflate } from './deflate.ts'
import type { ByteInput } from './input.ts'
import type { Sink } from './window.ts'

/** One zlib stream (RFC 1950); the checksum is verified last. */
export function decodeZlib(input: ByteInput, sink: Sink): void {
  const start = input.offset
  const method = input.u8()
  const flags = input.u8()
  if (!isZlibHeader(method, flags)) throw malformed('no zlib header', start)
  let sum = 1
  decodeDeflate(input, {
    write(chunk) {
      sum = adler32(chunk, sum)
      sink.write(chunk)
    },
  })
  const at = input.offset
  const declared = ((input.u8() << 24) | (input.u8() << 16) | (input.u8() << 8) | input.u8()) >>> 0
  if (declared !== sum) throw malformed('the zlib checksum is wrong', at)
}

/** Deflate, a window that exists, a check that divides, no preset dictionary: nobody has one. */
export function isZlibHeader(method: number, flags: number): boolean {
  return (method & 15) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0
}

function adler32(chunk: Uint8Array, before = 1): number {
  let a = before & 0xffff
  let b = before >>> 16
  for (let i = 0; i < chunk.length;) {
    // The largest run after which neither sum can have passed 2**32.
    const stop = Math.min(i + 3800, chunk.length)
    for (; i < stop; i++) {
      a += chunk[i]!
      b += a
    }
    a %= 65521
    b %= 65521
  }
  return ((b << 16) | a) >>> 0
}
