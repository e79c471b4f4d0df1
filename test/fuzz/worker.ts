import { parentPort, workerData } from 'node:worker_threads'
import { MiB } from '../../src/model/context.ts'
import { mutants, type DrawOptions } from './draw.ts'
import { trial } from './trial.ts'

const { start, end, draw, progress } = workerData as {
  start: number
  end: number
  draw: DrawOptions
  progress: Int32Array
}
const MEMORY = 1536 * MiB
const mutantOf = await mutants(draw)

for (let i = start; i < end; i++) {
  Atomics.store(progress, 0, i)
  const mutant = mutantOf(i)
  const defect = (await trial(mutant, true)) ?? greed()
  if (defect) parentPort!.postMessage({ i, seed: mutant, defect })
}
Atomics.store(progress, 0, end)
parentPort!.postMessage('done')

/** All threads of the fuzzer share one process. */
function greed(): string | undefined {
  const held = process.memoryUsage.rss()
  return held > MEMORY ? `the process holds ${Math.round(held / MiB)} MiB` : undefined
}
