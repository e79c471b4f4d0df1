import type { Progress } from '../scan/scan.ts'
import { formatBytes } from '../text/sizes.ts'
import { shortened, visible } from '../text/visible.ts'
import type { Io } from './io.ts'

/** Work shorter than this shows no progress, in milliseconds. */
const QUIET = 500
const EVERY = 100

export interface ProgressLine {
  readonly update: (progress: Progress) => void
  readonly done: () => void
}

/** One line on standard error that rewrites itself: share, bytes, rate, current file. */
export function createProgress(io: Io, shows: boolean): ProgressLine {
  const started = io.clock().getTime()
  let drawn = 0
  const clear = (): void => {
    if (drawn > 0) io.stderr.write('\r\u001b[K')
  }
  return {
    update(progress) {
      const now = io.clock().getTime()
      if (!shows || now - started < QUIET || now - drawn < EVERY) return
      clear()
      drawn = now
      io.stderr.write(line(progress, (now - started) / 1000, io.stderr.columns ?? 80))
    },
    done() {
      clear()
      drawn = 0
    },
  }
}

function line(
  { files, bytes, totalFiles, totalBytes, current }: Progress,
  seconds: number,
  width: number,
): string {
  const share = totalBytes > 0 ? `${Math.floor((100 * bytes) / totalBytes)} %` : ''
  const rate = `${formatBytes(Math.round(bytes / seconds))}/s`
  const done = `${share.padStart(5)}  ${files} of ${totalFiles} files  ${formatBytes(bytes)} of ${formatBytes(totalBytes)}  ${rate}  `
  return shortened(done + visible(current), width - 1)
}
