import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { sha256 } from '../../src/model/identity.ts'

// Mutates every example file through every reader. Exit code 1 when an input crashed, hung or ate memory;
// such inputs are kept in test/fuzz/regressions, where the test suite reads them ever after.

interface Defect {
  readonly i: number
  readonly path: string
  readonly bytes: Uint8Array
  readonly defect: string
}

/** A thread that stays on one mutation for so long is hanging. */
const STUCK = 30_000
/** A reader that keeps what it has read ends its thread. */
const HEAP = { maxOldGenerationSizeMb: 300 }

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const total = Number(values.mutations)
const threads = availableParallelism()
const share = Math.ceil(total / threads)
const kept = join(import.meta.dirname, 'regressions')
const started = performance.now()
const defects: string[] = []

await Promise.all(
  Array.from({ length: threads }, (_, n) => runShare(n * share, Math.min(total, (n + 1) * share))),
)

const seconds = (performance.now() - started) / 1000
console.log(
  `${total} mutations, seed ${values.seed}, ${seconds.toFixed(0)} s (${Math.round(total / seconds)}/s): ${defects.length} defects`,
)
for (const line of new Set(defects)) console.log(line)
process.exitCode = defects.length > 0 ? 1 : 0

function runShare(start: number, end: number): Promise<void> {
  const progress = new Int32Array(new SharedArrayBuffer(4))
  const workerData = { start, end, seed: Number(values.seed), only: values.only, progress }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits: HEAP })
  return new Promise((resolve) => {
    let last = -1
    const watch = setInterval(() => {
      const now = Atomics.load(progress, 0)
      if (now === last) finish(`mutation ${start + now} of seed ${values.seed} hangs`)
      last = now
    }, STUCK)
    const finish = (defect?: string): void => {
      clearInterval(watch)
      if (defect) defects.push(defect)
      void worker.terminate().then(() => resolve())
    }
    worker.on('message', (message: Defect | 'done') => (message === 'done' ? finish() : keep(message)))
    worker.on('error', (error: unknown) =>
      finish(`mutation ${start + Atomics.load(progress, 0)} ended its thread: ${String(error)}`),
    )
  })
}

function keep({ i, path, bytes, defect }: Defect): void {
  defects.push(`${path}, mutation ${i}: ${defect}`)
  if (defects.length > 20) return
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, `${sha256(bytes).slice(7, 19)}-${basename(path)}`), bytes)
}
