import { affineQuants } from './affine-quants.ts'
import { q1Zero, q2Zero } from './bit-quants.ts'
import type { BlockCodec } from './codec.ts'
import { doubles } from './doubles.ts'
import { floatCodecs } from './floats.ts'
import { q2K, q3K, q4K, q5K, q6K } from './k-quants.ts'
import { mxfp4, nvfp4 } from './microscaling.ts'
import { packedCodec } from '../packed/formats.ts'
import { q8Zero } from './round-quants.ts'
import { signQuants } from './sign-quants.ts'
import { iq4Nl, iq4Xs } from './table-quants.ts'
import { tq1, tq2 } from './ternary.ts'
import { zeroQuants } from './zero-quants.ts'

const CODECS: ReadonlyMap<string, BlockCodec> = new Map(
  [
    ...floatCodecs,
    doubles,
    ...zeroQuants,
    ...affineQuants,
    q8Zero,
    q2K,
    q3K,
    q4K,
    q5K,
    q6K,
    iq4Nl,
    iq4Xs,
    ...signQuants,
    tq1,
    tq2,
    mxfp4,
    nvfp4,
    q1Zero,
    q2Zero,
  ].map((codec) => [codec.type, codec]),
)

/**
 * The codec of a ggml type, plain dtype or packed weight; undefined for what is not known. Types of which a quantiser with an importance
 * matrix writes other bytes have a second one, `Q4_0/imatrix`.
 */
export function codecOf(type: string): BlockCodec | undefined {
  return CODECS.get(type) ?? packedCodec(type)
}
