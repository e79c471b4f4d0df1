import { writeSync } from 'node:fs'
import type { Refusal } from '../../integrity/refusal.ts'
import { visible } from '../../text/visible.ts'
import { refusalLines } from '../integrity/refusals.ts'
import { logLine, type LogFormat, type LogLine } from '../log-line.ts'

const PATIENCE = 2000

/** One line. */
export function say({ message, ...line }: LogLine, format: LogFormat): void {
  write(logLine({ ...line, message: visible(message) }, format))
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
