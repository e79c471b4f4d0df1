import { memoryBytes } from '../bytes/bytes.ts'
import { discoverers } from '../discoverers.ts'
import { formats } from '../formats.ts'
import { DEFAULT_LIMITS, type Limits } from '../model/context.ts'
import type { Example } from '../model/rule.ts'
import { createContext } from './budget.ts'
import { inspect, NotPrepared, type Inspection } from './inspect.ts'

/** The whole pipeline over bytes in memory: for examples, tests and the fuzzer. */
export async function inspectExample(example: Example, limits?: Limits): Promise<Inspection> {
  for (;;) {
    try {
      return inspectPrepared(example, limits)
    } catch (error) {
      if (!(error instanceof NotPrepared)) throw error
      await error.prepare()
    }
  }
}

function inspectPrepared({ path, bytes }: Example, limits: Limits = DEFAULT_LIMITS): Inspection {
  const data = memoryBytes(bytes)
  const ctx = createContext({ limits, signal: new AbortController().signal, clock: () => new Date() })
  try {
    return inspect(
      { path, open: () => data },
      { formats, discoverers, ctx, showCode: false, purpose: 'judge' },
    )
  } finally {
    ctx.dispose()
  }
}
