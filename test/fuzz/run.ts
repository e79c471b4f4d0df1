import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { mutantIn, newCurrent, numberOf } from './current.ts'
import { keep } from './kept.ts'
import type { Seed } from './seeds.ts'

// Mutates every example and every labelled file through every reader, and bills of materials through theirs. Exit
// code 1 when an input crashed, hung, ate memory or made a reader tell a credential; such inputs are kept in
// test/fuzz/regressions, where the test suite reads them ever after.

interface Defect {
  readonly i: number
  readonly seed: Seed
  readonly defect: string
}

/** A thread that stays on one mutation for so long is hanging, unless the machine has no time for it: it is asked twice. */
const STUCK = 20_000
/** A reader that keeps what it has read ends its thread. */
const HEAP = { maxOldGenerationSizeMb: 300 }

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    // What the path of a seed must contain.
    only: { type: 'string' },
    // bytes, text, document, proof or model.
    kind: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
})
const total = Number(values.mutations)
const threads = Number(values.threads)
const share = Math.ceil(total / threads)
const { only, kind } = values
const draw = { seed: Number(values.seed), only, kind }
const started = performance.now()
const defects: string[] = []

await Promise.all(
  Array.from({ length: threads }, async (_, n) => {
    const end = Math.min(total, (n + 1) * share)
    // A thread that an input stopped goes on behind it.
    for (let next = n * share; next < end;) next = await runFrom(next, end)
  }),
)

const seconds = (performance.now() - started) / 1000
console.log(
  `${total} mutations, seed ${values.seed}, ${seconds.toFixed(0)} s (${Math.round(total / seconds)}/s): ${defects.length} defects`,
)
for (const line of new Set(defects)) console.log(line)
process.exitCode = defects.length > 0 ? 1 : 0

/** Returns the mutation to go on with. */
function runFrom(start: number, end: number): Promise<number> {
  const current = newCurrent(start)
  const workerData = { start, end, draw, current }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits: HEAP })
  return new Promise((resolve) => {
    let last = -1
    let still = 0
    const watch = setInterval(() => {
      const now = numberOf(current)
      still = now === last ? still + 1 : 0
      if (still > 1) stopped(`hangs for more than ${(2 * STUCK) / 1000} s`)
      last = now
    }, STUCK)
    const finish = (next: number): void => {
      clearInterval(watch)
      void worker.terminate().then(() => resolve(next))
    }
    const stopped = (defect: string): void => {
      const i = numberOf(current)
      report({ i, seed: mutantIn(current), defect })
      finish(i + 1)
    }
    worker.on('message', (message: Defect | 'done') => (message === 'done' ? finish(end) : report(message)))
    worker.on('error', (error: unknown) => stopped(`ends its thread: ${String(error)}`))
  })
}

function report({ i, seed, defect }: Defect): void {
  defects.push(`${seed.path}, mutation ${i}: ${defect}`)
  if (defects.length <= 20) keep(seed)
}
