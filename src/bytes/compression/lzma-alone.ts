import { malformed } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'
import { Lzma, lzmaProperties } from './lzma.ts'
import { Window, type Sink } from './window.ts'

const UNKNOWN = 0xffff_ffff_ffff_ffffn

/** The `.lzma` format of old: 13 bytes of header, then one LZMA stream, which an end marker may close. */
export function decodeLzmaAlone(input: ByteInput, sink: Sink): void {
  const header = Buffer.from(input.view(13))
  const size = header.readBigUInt64LE(5)
  lzmaStream(input, sink, {
    properties: header[0]!,
    dictionary: header.readUInt32LE(1),
    size: size === UNKNOWN ? undefined : Number(size),
  })
}

/** The same without sizes, behind the four bytes that a zip member of method 14 starts with. */
export function decodeZipLzma(input: ByteInput, sink: Sink): void {
  const header = Buffer.from(input.view(9))
  lzmaStream(input, sink, { properties: header[4]!, dictionary: header.readUInt32LE(5), size: undefined })
}

function lzmaStream(
  input: ByteInput,
  sink: Sink,
  header: { readonly properties: number; readonly dictionary: number; readonly size: number | undefined },
): void {
  const properties = lzmaProperties(header.properties)
  if (properties === undefined) throw malformed('LZMA properties that do not exist', input.offset)
  const window = new Window(Math.max(header.dictionary, 4096), sink)
  const lzma = new Lzma(window, properties)
  try {
    lzma.range.start(input)
    const ended = lzma.decode(header.size ?? Number.MAX_SAFE_INTEGER)
    // With a declared size the marker is optional: it is there when the range decoder has not come to rest.
    if (!ended && header.size !== undefined && !lzma.range.finished) lzma.decode(1)
  } finally {
    window.flush()
  }
}
