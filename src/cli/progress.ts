import type { Progress } from '../scan/scan.ts'
import { formatBytes } from '../text/sizes.ts'
import { shortened, visible } from '../text/visible.ts'
import type { Io } from './io.ts'

/** Work shorter than this shows no progress, in milliseconds. */
const QUIET = 500
const EVERY = 200

export interface ProgressLine {
  readonly update: (progress: Progress) => void
  readonly done: () => void
}

/** One line on standard error that rewrites itself: share, files, bytes, rate, current file. */
export function createProgress(io: Io, shows: boolean): ProgressLine {
  if (!shows) return { update: () => {}, done: () => {} }
  const started = io.clock().getTime()
  let latest: Progress | undefined
  let drawn = 0
  const draw = (): void => {
    const now = io.clock().getTime()
    if (now - started < QUIET || now - drawn < EVERY) return
    drawn = now
    io.stderr.write(`\r\u001b[K${line(latest, (now - started) / 1000, io.stderr.columns)}`)
  }
  // A large file can take long: the line lives although nothing is reported.
  const timer = setInterval(draw, EVERY).unref()
  return {
    update(progress) {
      latest = progress
      draw()
    },
    done() {
      clearInterval(timer)
      if (drawn > 0) io.stderr.write('\r\u001b[K')
    },
  }
}

function line(progress: Progress | undefined, seconds: number, width: number): string {
  const elapsed = `${Math.floor(seconds)} s`
  if (!progress) return `       looking at files  ${elapsed}`
  const { files, bytes, totalFiles, totalBytes, current } = progress
  const share = totalBytes > 0 ? `${Math.floor((100 * bytes) / totalBytes)} %` : ''
  const rate = `${formatBytes(Math.round(bytes / seconds))}/s`
  const amount = `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`
  const parts = [
    share.padStart(5),
    `${files} of ${totalFiles} files`,
    amount,
    rate,
    elapsed,
    visible(current),
  ]
  return shortened(parts.join('  '), width - 1)
}
