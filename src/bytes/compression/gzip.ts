import { crc32 } from 'node:zlib'
import { malformed } from '../../model/read-error.ts'
import { decodeDeflate } from './deflate.ts'
import type { ByteInput } from './input.ts'
import type { Sink } from './window.ts'

const FHCRC = 2
const FEXTRA = 4
const FNAME = 8
const FCOMMENT = 16
const MAX_NAME = 4096

/** One member of a gzip file (RFC 1952); the checksum is verified last, so that its bytes are out by then. */
export function decodeGzipMember(input: ByteInput, sink: Sink): { readonly name?: string } {
  const start = input.offset
  if (input.u8() !== 0x1f || input.u8() !== 0x8b) throw malformed('no gzip header', start)
  if (input.u8() !== 8) throw malformed('a gzip method that does not exist', start + 2)
  const flags = input.u8()
  input.skip(6)
  if (flags & FEXTRA) input.skip(input.u8() | (input.u8() << 8))
  const name = flags & FNAME ? zeroEnded(input) : undefined
  if (flags & FCOMMENT) zeroEnded(input)
  if (flags & FHCRC) input.skip(2)
  let checksum = 0
  let size = 0
  decodeDeflate(input, {
    write(chunk) {
      checksum = crc32(chunk, checksum)
      size += chunk.length
      sink.write(chunk)
    },
  })
  const at = input.offset
  if (input.u32() !== checksum) throw malformed('the gzip checksum is wrong', at)
  if (input.u32() !== size % 2 ** 32) throw malformed('the gzip length is wrong', at + 4)
  return name === undefined ? {} : { name }
}

function zeroEnded(input: ByteInput): string {
  let text = ''
  for (let byte = input.u8(); byte !== 0; byte = input.u8())
    if (text.length < MAX_NAME) text += String.fromCharCode(byte)
  return text
}
