import type { Context } from '../../model/context.ts'
import { MiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { overLimit } from '../../model/read-error.ts'
import { addCut, cutBytes } from './cut-bytes.ts'
import type { PickleFacts } from './facts.ts'
import { Evidence, type NestedBytes } from './machine/evidence.ts'
import type { Cut } from './machine/frames.ts'
import { Machine } from './machine/machine.ts'
import type { Walk } from './machine/walk.ts'
import { factsOf } from './stream.ts'

const MAX_WALKS = 16
const MAX_BYTES = 256 * MiB
const MAX_ALIVE = 48 * MiB

export interface Alternative {
  readonly facts: PickleFacts
  readonly nested: readonly NestedBytes[]
  /** What this reader sees. */
  readonly bytes: Bytes
}

/**
 * The other ways to read a stream whose frames end inside arguments (CPython issue 154848): the C unpickler
 * drops what is left of the frame and takes the argument from behind it. Each crossing can go either way.
 */
export function* alternatives(bytes: Bytes, walk: Walk, ctx: Context): Generator<Alternative> {
  const queue: Cut[][] = walk.cuts.map((cut) => addCut([], cut))
  let walked = 0
  for (let n = 0; queue.length > 0; n++) {
    if (n >= MAX_WALKS || walked > MAX_BYTES)
      throw overLimit('frames that end inside arguments can be read in too many ways', walk.start)
    const cuts = queue.shift()!
    const view = cutBytes(bytes, cuts)
    const evidence = new Evidence()
    const other = new Machine(view, ctx, { maxAlive: MAX_ALIVE }).run(walk.start, evidence)
    walked += other.end - other.start
    yield { facts: factsOf(view, other, evidence, true), nested: evidence.nested, bytes: view }
    const last = cuts.at(-1)?.start ?? 0
    for (const cut of other.cuts) {
      const next = addCut(cuts, cut)
      if ((next.at(-1)?.start ?? 0) > last) queue.push(next)
    }
  }
}
