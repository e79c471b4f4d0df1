import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'

/** Magic, eleven settings, then the shape of the mel filters. */
const FILTERS = 4 + 11 * 4
const MAX_BANKS = 1024
const MAX_BINS = 65_536
const MAX_TOKENS = 1_000_000
const MAX_TOKEN = 65_536

/**
 * Where the vocabulary of a whisper.cpp file ends: settings, filters as 32-bit floats, then each token with its
 * length. `undefined` if the bytes are not of that layout. Test models are published without tensors.
 */
export function vocabularyEnd(bytes: Bytes, ctx: Pick<Context, 'checkpoint'>): number | undefined {
  const banks = numberAt(bytes, FILTERS)
  const bins = numberAt(bytes, FILTERS + 4)
  if (banks === undefined || bins === undefined || banks > MAX_BANKS || bins > MAX_BINS) return undefined
  let at = FILTERS + 8 + banks * bins * 4
  const count = numberAt(bytes, at)
  if (count === undefined || count > MAX_TOKENS) return undefined
  at += 4
  for (let i = 0; i < count; i++) {
    if (i % 1000 === 0) ctx.checkpoint()
    const length = numberAt(bytes, at)
    if (length === undefined || length > MAX_TOKEN) return undefined
    at += 4 + length
  }
  return at <= bytes.size ? at : undefined
}

function numberAt(bytes: Bytes, at: number): number | undefined {
  const word = at + 4 <= bytes.size ? bytes.read(at, 4) : undefined
  return word?.length === 4 ? word.readUInt32LE(0) : undefined
}
