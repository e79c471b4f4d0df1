import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { children } from './children.ts'
import type { PickleFileFacts } from './facts.ts'
import { Reader } from './reader.ts'

export interface PickleAt {
  readonly facts: PickleFileFacts
  /** One past STOP; where reading ended when there was none. */
  readonly end: number
  readonly stopped: boolean
  /** Children and gaps, to be yielded by the format that asked. */
  readonly observations: readonly Observation<PickleFileFacts>[]
}

/** Reads the one stream that another format's loader reads at `offset`: numpy's object arrays. */
export function readPickleAt(
  bytes: Bytes,
  offset: number,
  ctx: Context,
  { path, loader = 'numpy-object' }: { readonly path: string; readonly loader?: PickleFileFacts['loader'] },
): PickleAt {
  const reader = new Reader(path, bytes, ctx)
  const read = reader.read(offset)
  reader.keep(read)
  const observations: Observation<PickleFileFacts>[] = []
  for (const { bytes: from, literals } of reader.nested) observations.push(...children(path, from, literals))
  for (const gap of reader.gaps) observations.push({ kind: 'gap', gap })
  return {
    facts: { streams: reader.finish(), stray: [], loader },
    end: read.walk.end,
    stopped: read.walk.stopped,
    observations,
  }
}
