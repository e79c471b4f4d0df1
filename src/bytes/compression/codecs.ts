import { decodeBzip2 } from './bzip2.ts'
import { decodeDeflate } from './deflate.ts'
import { decodeGzipMember } from './gzip.ts'
import type { ByteInput } from './input.ts'
import { decodeLz4 } from './lz4.ts'
import { decodeLzmaAlone, decodeZipLzma } from './lzma-alone.ts'
import type { Sink } from './window.ts'
import { decodeXz } from './xz.ts'
import { decodeZlib } from './zlib.ts'
import { decodeZstd } from './zstd.ts'

/** Decodes one stream from where the input stands and leaves the input right behind it. Throws `ReadError`. */
export type Decoder = (input: ByteInput, sink: Sink) => void

export type Codec = 'deflate' | 'zlib' | 'gzip' | 'bzip2' | 'xz' | 'lzma' | 'zip-lzma' | 'lz4' | 'zstd'

export const CODECS: Readonly<Record<Codec, Decoder>> = {
  deflate: decodeDeflate,
  zlib: decodeZlib,
  gzip: decodeGzipMember,
  bzip2: decodeBzip2,
  xz: decodeXz,
  lzma: decodeLzmaAlone,
  'zip-lzma': decodeZipLzma,
  lz4: decodeLz4,
  zstd: decodeZstd,
}
