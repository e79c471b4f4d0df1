import type { BlockCodec } from './codec.ts'
import { floatCodecs } from './floats.ts'
import { q2K, q3K, q4K, q5K, q6K } from './k-quants.ts'
import { q4Zero, q8Zero } from './round-quants.ts'

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  [...floatCodecs, q2K, q3K, q4K, q5K, q6K, q8Zero, q4Zero].map((codec) => [codec.type, codec]),
)

/** The codec of a ggml type or plain dtype; undefined for what is not known. */
export function codecOf(type: string): BlockCodec | undefined {
  return CODECS.get(type)
}
