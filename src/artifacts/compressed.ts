import { sliceBytes } from '../bytes/bytes.ts'
import type { Codec } from '../bytes/compression/codecs.ts'
import type { ByteInput } from '../bytes/compression/input.ts'
import { inflate, type Inflated } from '../bytes/compression/inflate.ts'
import { enterContainer } from '../bytes/compression/ledger.ts'
import type { Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import type { Observation } from '../model/format.ts'
import { memberPath } from '../model/location.ts'
import { gapAt } from './gap-at.ts'

/** A file that is one compressed stream, or several that decompress to one. */
export interface CompressedFacts {
  readonly codec: Codec
  readonly streams: number
  /** Bytes after decompression. */
  readonly size: number
  /** Where the bytes begin that no stream accounts for and that are not all zero. */
  readonly trailingAt?: number
}

export interface CompressedFile {
  readonly path: string
  readonly bytes: Bytes
  readonly codec: Codec
  readonly suffixes: readonly string[]
  readonly continues?: (input: ByteInput) => boolean
}

/** What was compressed as a child, and what follows the stream as another: decompressors ignore it. */
export function* readCompressed(file: CompressedFile, ctx: Context): Generator<Observation<CompressedFacts>> {
  const { path, bytes, codec, continues } = file
  enterContainer(ctx, bytes.size)
  const inflated = inflate(codec, bytes, ctx, continues === undefined ? {} : { continues })
  try {
    const trailing = trailingOf(bytes, inflated)
    yield {
      kind: 'facts',
      facts: {
        codec,
        streams: inflated.streams,
        size: inflated.bytes.size,
        ...(trailing === undefined ? {} : { trailingAt: bytes.size - trailing.size }),
      },
    }
    if (inflated.problem !== undefined) yield { kind: 'gap', gap: gapAt(path, inflated.problem) }
    yield child(path, innerName(path, file.suffixes), inflated.bytes)
    if (trailing !== undefined) yield child(path, '[behind the stream]', trailing)
  } finally {
    inflated.close()
  }
}

function child(path: string, name: string, bytes: Bytes): Observation<CompressedFacts> {
  return { kind: 'child', entry: { path: memberPath(path, name), size: bytes.size, open: () => bytes } }
}

const LOOKED_AT = 64 * 1024

/** Decompressors pass over zeros to the next stream: what counts begins behind them. */
function trailingOf(bytes: Bytes, { consumed, problem }: Inflated): Bytes | undefined {
  if (problem !== undefined || consumed >= bytes.size) return undefined
  const head = bytes.read(consumed, LOOKED_AT)
  const begins = head.findIndex((byte) => byte !== 0)
  if (begins >= 0) return sliceBytes(bytes, consumed + begins)
  return consumed + head.length === bytes.size ? undefined : sliceBytes(bytes, consumed)
}

/** `model.pkl` for `model.pkl.gz`; a name that says nothing of compression says nothing of the content. */
function innerName(path: string, suffixes: readonly string[]): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
  const suffix = suffixes.find((s) => name.toLowerCase().endsWith(s))
  return suffix === undefined || suffix.length === name.length ? 'content' : name.slice(0, -suffix.length)
}
