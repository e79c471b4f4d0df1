import type { SampleOptions } from '../sample/plan.ts'
import type { Confidence } from './derivation.ts'

/** What was compared, as a statement that a reader can hold us to. */
export function confidenceOf({
  compared,
  sample,
  bytes = 0,
}: {
  readonly compared: number
  readonly sample?: SampleOptions
  readonly bytes?: number
}): Confidence {
  if (!sample) return { coverage: 'full', compared, statement: 'Every weight was compared.' }
  const { share, probability, seed } = sample
  return {
    coverage: 'sampled',
    compared,
    sampled: { share, probability, seed, bytes },
    statement:
      `A tensor that is altered in at least ${percent(share)} of its chunks of 64 KiB would have been seen with a ` +
      `probability of ${percent(probability)}; a change of fewer rows may have been missed.`,
  }
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))} %`
}
