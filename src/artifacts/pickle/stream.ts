import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { PickleFacts } from './facts.ts'
import type { Evidence } from './machine/evidence.ts'
import type { Walk } from './machine/walk.ts'
import { sourceOf } from './source.ts'

/** What a walk came to, as facts. */
export function factsOf(bytes: Bytes, walk: Walk, evidence: Evidence, alternative?: true): PickleFacts {
  const { start, end, protocol, opcodes, stopped, error } = walk
  return {
    start,
    end,
    protocol,
    opcodes,
    stopped,
    ...(error && { error }),
    ...(alternative && { alternative }),
    globals: evidence.globals(),
    unproven: evidence.unproven(),
    truncated: evidence.truncated,
    proven: evidence.proven,
    divergences: evidence.divergences(),
    persistentIds: evidence.persistentIds,
    source: () => sourceOf(bytes, start),
  }
}

/** For walks over little that is in memory already. */
export const unwatched: Pick<Context, 'checkpoint'> = { checkpoint: () => {} }
