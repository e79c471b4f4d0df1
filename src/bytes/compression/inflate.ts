import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import { sliceBytes } from '../bytes.ts'
import { CODECS, type Codec, type Decoder } from './codecs.ts'
import { ByteInput } from './input.ts'
import { countInflated, noteSource } from './ledger.ts'
import { Spill } from './spill.ts'
import type { Sink } from './window.ts'

/** What came out of a compressed stream, up to its end or to where it breaks. */
export interface Inflated {
  readonly bytes: Bytes
  /** Bytes of the source that belong to the streams; what follows is something else. */
  readonly consumed: number
  /** Streams that were decoded one behind the other. */
  readonly streams: number
  /** Why it ended early; its offset counts in the source. */
  readonly problem?: ReadError
  /** Frees memory and temporary file. Happens at the latest when the file on disk is done. */
  close(): void
}

export interface InflateOptions {
  /** Go on with the next stream while this returns true for what follows. One stream only when absent. */
  readonly continues?: (input: ByteInput) => boolean
  readonly decoder?: Decoder
}

/** Decompresses up to the limits. Never throws for what is in the source: a break is a `problem`. */
export function inflate(codec: Codec, source: Bytes, ctx: Context, options: InflateOptions = {}): Inflated {
  const input = new ByteInput(source, 0, () => ctx.checkpoint())
  const spill = new Spill(ctx)
  const decode = options.decoder ?? CODECS[codec]
  noteSource(ctx, source.size)
  let stopped = false
  const sink: Sink = {
    write(chunk) {
      // What a decoder flushes on its way out must not hide why it stopped.
      if (stopped) return
      stopped = true
      countInflated(ctx, chunk.length, input.offset, spill.size + chunk.length)
      spill.write(chunk)
      stopped = false
    },
  }
  let consumed = 0
  let streams = 0
  let problem: ReadError | undefined
  try {
    do {
      streams++
      decode(input, sink)
      consumed = input.offset
    } while (options.continues?.(input) === true)
  } catch (error) {
    if (ctx.signal.aborted || !(error instanceof ReadError)) throw error
    problem = error
    consumed = source.size
  }
  return {
    bytes: spill.bytes(),
    consumed,
    streams,
    ...(problem === undefined ? {} : { problem }),
    close: () => spill.close(),
  }
}

const PROBE = 64 * 1024
const CONVINCED = 512

/** Whether a stream of this codec really starts here: its head decodes. For claims, so it needs no context. */
export function startsStream(codec: Codec, source: Bytes): boolean {
  const probe = sliceBytes(source, 0, PROBE)
  let seen = 0
  const enough = new Error('enough')
  try {
    CODECS[codec](new ByteInput(probe), {
      write(chunk) {
        seen += chunk.length
        if (seen >= CONVINCED) throw enough
      },
    })
    return true
  } catch (error) {
    if (error === enough) return true
    if (!(error instanceof ReadError)) throw error
    // Cut off by the end of the probe or of the file: what decoded until then was sound.
    return error.offset === probe.size
  }
}
