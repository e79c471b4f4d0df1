import { parseArgs } from 'node:util'
import { unseen } from './compare.ts'
import { findPython, runPython } from './python.ts'
import { streams } from './streams.ts'

// Compares the symbolic machine with this machine's CPython on many streams: `--streams N --seed N`.
const { values } = parseArgs({
  options: { streams: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const BATCH = 5000
const SHOWN = 20

const python = findPython()
if ('missing' in python) {
  console.log(`parity: skipped, ${python.missing}`)
} else {
  const total = Number(values.streams)
  let missed = 0
  let events = 0
  for (let done = 0; done < total; done += BATCH) {
    const batch = [...streams(Number(values.seed) + done, Math.min(BATCH, total - done))]
    for (const [i, seen] of runPython(python.command, batch).entries()) {
      events += seen.length
      const lost = unseen(batch[i]!, seen)
      if (lost.length === 0) continue
      if (missed++ < SHOWN)
        console.log(
          JSON.stringify(lost),
          batch[i]!.toString('latin1').replace(
            /[^ -~]/g,
            (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
          ),
        )
    }
  }
  console.log(
    `parity: ${total} streams, ${events} events, ${missed} streams with events that the machine did not see`,
  )
  process.exitCode = missed === 0 ? 0 : 1
}
