import type { Example } from '../../src/model/rule.ts'
import { DEFAULT_LIMITS, MiB, type Limits } from '../../src/model/context.ts'
import { inspectExample } from '../../src/scan/inspect-example.ts'

export const FUZZ_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  inflatedBytes: 256 * MiB,
  ratioFloor: 16 * MiB,
  members: 20_000,
}
export const HANG = 2000

/** Why an input is a defect of ours, or undefined. */
export async function trial(input: Example): Promise<string | undefined> {
  const started = performance.now()
  try {
    const { gaps } = await inspectExample(input, FUZZ_LIMITS)
    const crash = gaps.find((g) => g.reason === 'crashed')
    if (crash) return `an exception got out: ${crash.detail}`
  } catch (error) {
    return `an exception got out of the pipeline: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  const took = performance.now() - started
  return took > HANG ? `took ${Math.round(took)} ms` : undefined
}
