import { memoryBytes } from '../bytes/bytes.ts'
import { formats } from '../formats.ts'
import { DEFAULT_LIMITS, type Limits } from '../model/context.ts'
import type { Example } from '../model/rule.ts'
import { createContext } from './budget.ts'
import { inspect, type Inspection } from './inspect.ts'

/** The whole pipeline over bytes in memory: for examples, tests and the fuzzer. */
export function inspectExample({ path, bytes }: Example, limits: Limits = DEFAULT_LIMITS): Inspection {
  const data = memoryBytes(bytes)
  const ctx = createContext({ limits, signal: new AbortController().signal, clock: () => new Date() })
  try {
    return inspect({ path, open: () => data }, formats, ctx)
  } finally {
    ctx.dispose()
  }
}
