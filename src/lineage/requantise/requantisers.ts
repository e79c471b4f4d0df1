import { q2K, q4K, q5K } from './affine-k.ts'
import type { Requantiser } from './requantiser.ts'
import { smallBlocks } from './small-blocks.ts'
import { q3K, q6K } from './symmetric-k.ts'
import { iq4Nl, iq4Xs } from './table-search.ts'

const SEARCHED: ReadonlyMap<string, Requantiser> = new Map(
  [q2K, q3K, q4K, q5K, q6K, iq4Nl, iq4Xs].map((r) => [r.type, r]),
)
const WITH_IMPORTANCE: ReadonlyMap<string, Requantiser> = new Map(smallBlocks.map((r) => [r.type, r]))

/** How blocks of a codec are made again: undefined where nothing is searched for, or the importance is not known. */
export function requantiserOf(codec: string, hasImportance: boolean): Requantiser | undefined {
  const type = codec.replace(/\/imatrix$/, '')
  return SEARCHED.get(type) ?? (hasImportance ? WITH_IMPORTANCE.get(type) : undefined)
}
