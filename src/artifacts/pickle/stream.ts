import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { PickleFacts } from './facts.ts'
import { Evidence } from './machine/evidence.ts'
import { Machine, type Walk } from './machine/machine.ts'
import { sourceOf } from './source.ts'

/** Walks the stream at `start` and states what it does. The machine's evidence is fresh for each stream. */
export function readStream(
  machine: Machine,
  start: number,
): { facts: PickleFacts; walk: Walk; evidence: Evidence } {
  const evidence = new Evidence()
  machine.evidence = evidence
  const walk = machine.run(start)
  return { facts: factsOf(machine.input.bytes, walk, evidence), walk, evidence }
}

function factsOf(bytes: Bytes, walk: Walk, evidence: Evidence): PickleFacts {
  const { start, end, protocol, opcodes, stopped, error } = walk
  return {
    start,
    end,
    protocol,
    opcodes,
    stopped,
    ...(error && { error }),
    globals: evidence.globals(),
    unproven: evidence.unproven(),
    truncated: evidence.truncated,
    proven: evidence.proven,
    divergences: evidence.divergences(),
    persistentIds: evidence.persistentIds,
    source: () => sourceOf(bytes, start),
  }
}

/** For walks that nobody waits for: bounded by the size of what they read. */
export const unwatched: Pick<Context, 'checkpoint'> = { checkpoint: () => {} }
