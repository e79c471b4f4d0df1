import type { Context, Limits } from '../model/context.ts'
import { overLimit } from '../model/read-error.ts'

export interface BudgetOptions {
  readonly limits: Limits
  readonly signal: AbortSignal
  readonly clock: () => Date
}

/** The context of one file on disk. `dispose` runs what readers deferred, last first. */
export function createContext({ limits, signal, clock }: BudgetOptions): Context & { dispose(): void } {
  const deadline = clock().getTime() + limits.time
  const cleanups: (() => void)[] = []
  let members = 0
  let inflated = 0
  let sinceClock = 0
  return {
    limits,
    signal,
    clock,
    checkpoint() {
      if (++sinceClock < 64) return
      sinceClock = 0
      signal.throwIfAborted()
      if (clock().getTime() > deadline) throw overLimit(`took longer than ${limits.time} ms`)
    },
    countMembers(n) {
      members += n
      if (members > limits.members) throw overLimit(`more than ${limits.members} members`)
    },
    countInflated(n, streamIn, streamOut) {
      inflated += n
      if (inflated > limits.inflatedBytes)
        throw overLimit(`inflates to more than ${limits.inflatedBytes} bytes`)
      if (streamOut > limits.ratioFloor && streamOut > limits.ratio * Math.max(1, streamIn))
        throw overLimit(`inflates to more than ${limits.ratio} times its size (a decompression bomb)`)
    },
    defer(cleanup) {
      cleanups.push(cleanup)
    },
    dispose() {
      for (const cleanup of cleanups.toReversed()) cleanup()
      cleanups.length = 0
    },
  }
}
