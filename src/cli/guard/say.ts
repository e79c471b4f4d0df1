import { writeSync } from 'node:fs'
import type { Refusal } from '../../integrity/refusal.ts'
import { visible, visibleJsonLine } from '../../text/visible.ts'
import { refusalLines, type LogFormat } from '../integrity/refusals.ts'

const PATIENCE = 2000

/** One line for a person. */
export function say(line: string): void {
  write(`assay: ${visible(line)}\n`)
}

/** Writes to standard error without Node's stream, whose descriptor the command is going to have. */
function write(text: string): void {
  const data = Buffer.from(text, 'utf8')
  for (let at = 0, waited = 0; at < data.length && waited < PATIENCE;) {
    try {
      at += writeSync(2, data, at)
    } catch (error) {
      // A full pipe that somebody else made non-blocking.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      waited += 5
    }
  }
}

export function sayRefusals(refusals: readonly Refusal[], format: LogFormat): void {
  write(refusalLines(refusals, format))
}

export function sayWarning(message: string, format: LogFormat): void {
  write(
    format === 'json'
      ? `${visibleJsonLine({ level: 'warning', event: 'guard', message })}\n`
      : `assay: warning: ${visible(message)}\n`,
  )
}
