import type { DeriveProgress } from '../../lineage/derive.ts'
import { formatBytes } from '../../text/sizes.ts'
import { shortened, visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'

const QUIET = 500
const EVERY = 200

interface WeightProgress {
  readonly update: (progress: DeriveProgress) => void
  readonly done: () => void
}

/** One line on standard error that rewrites itself: share, tensors, bytes, rate, time that is left. */
export function createWeightProgress(io: Io, wanted: boolean): WeightProgress {
  if (!wanted || !io.stderr.isTTY) return { update: () => {}, done: () => {} }
  const started = io.clock().getTime()
  let drawn = 0
  return {
    update(progress) {
      const now = io.clock().getTime()
      if (now - started < QUIET || now - drawn < EVERY) return
      drawn = now
      io.stderr.write(`\r\u001b[K${line(progress, (now - started) / 1000, io.stderr.columns)}`)
    },
    done() {
      if (drawn > 0) io.stderr.write('\r\u001b[K')
      drawn = 0
    },
  }
}

function line(
  { tensors, totalTensors, bytes, totalBytes, current }: DeriveProgress,
  seconds: number,
  width: number,
): string {
  const share = totalBytes > 0 ? bytes / totalBytes : 0
  const left = share > 0 ? `${Math.ceil(seconds / share - seconds)} s left` : ''
  const parts = [
    `${Math.floor(100 * share)} %`.padStart(5),
    `${tensors} of ${totalTensors} tensors`,
    `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`,
    `${formatBytes(Math.round(bytes / seconds))}/s`,
    left,
    visible(current),
  ]
  return shortened(parts.join('  '), width - 1)
}
