import type { Context } from '../../model/context.ts'
import { MiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { isOpcode } from './opcodes.ts'

const CHUNK = 1 * MiB
/** Longest start that the pattern needs to see whole. */
const OVERLAP = 512

/** A protocol header (0 to 5), or GLOBAL or INST with two lines of identifiers. */
const START = /\x80[\0-\cE]|[ci][A-Za-z_][\w.]{0,200}\n[A-Za-z_][\w.]{0,200}\n/g

/** Offsets from `from` on at which a stream could start. One pass, whatever the bytes are. */
export function* candidates(bytes: Bytes, from: number, ctx: Pick<Context, 'checkpoint'>): Generator<number> {
  let last = from - 1
  for (let at = from; at < bytes.size; at += CHUNK - OVERLAP) {
    ctx.checkpoint()
    const chunk = bytes.read(at, CHUNK)
    const text = chunk.toString('latin1')
    for (const { index } of text.matchAll(START)) {
      if (at + index <= last) continue
      if (chunk[index] === 0x80 && !isOpcode(chunk[index + 2] ?? 0)) continue
      last = at + index
      yield last
    }
    if (at + chunk.length >= bytes.size) return
  }
}
