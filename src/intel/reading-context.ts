import { DEFAULT_LIMITS, GiB, type Context } from '../model/context.ts'
import { overLimit } from '../model/read-error.ts'

/** Of one dump; every ecosystem together has a tenth of it. */
const MAX_INFLATED = 8 * GiB
const MAX_RATIO = 200

/** What may be spent on one dump. */
export function readingContext(signal: AbortSignal, clock: () => Date): Context & { dispose(): void } {
  const cleanups: (() => void)[] = []
  let inflated = 0
  return {
    limits: DEFAULT_LIMITS,
    signal,
    clock,
    checkpoint: () => signal.throwIfAborted(),
    countMembers: () => {},
    countInflated(n, streamIn, streamOut) {
      inflated += n
      if (inflated > MAX_INFLATED) throw overLimit(`inflates to more than ${MAX_INFLATED} bytes`)
      if (streamOut > DEFAULT_LIMITS.structureBytes && streamOut > MAX_RATIO * Math.max(1, streamIn))
        throw overLimit('inflates out of all proportion')
    },
    defer: (cleanup) => void cleanups.push(cleanup),
    dispose() {
      for (const cleanup of cleanups.splice(0).toReversed()) cleanup()
    },
  }
}
