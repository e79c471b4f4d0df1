import { decodeDeflate } from './deflate.ts'
import { decodeGzipMember } from './gzip.ts'
import type { ByteInput } from './input.ts'
import type { Sink } from './window.ts'
import { decodeZlib } from './zlib.ts'

/** Decodes one stream from where the input stands and leaves the input right behind it. Throws `ReadError`. */
export type Decoder = (input: ByteInput, sink: Sink) => void

export type Codec = 'deflate' | 'zlib' | 'gzip'

export const CODECS: Readonly<Record<Codec, Decoder>> = {
  deflate: decodeDeflate,
  zlib: decodeZlib,
  gzip: decodeGzipMember,
}
