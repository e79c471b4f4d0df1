import { parentPort, workerData } from 'node:worker_threads'
import { MiB } from '../../src/model/context.ts'
import { begin, type Current } from './current.ts'
import { mutants, type DrawOptions } from './draw.ts'
import { trial } from './trial.ts'

const { start, end, draw, current } = workerData as {
  start: number
  end: number
  draw: DrawOptions
  current: Current
}
const MEMORY = 1536 * MiB
const mutantOf = await mutants(draw)

for (let i = start; i < end; i++) {
  const mutant = mutantOf(i)
  begin(current, i, mutant)
  const defect = (await trial(mutant, true)) ?? greed()
  if (defect) parentPort!.postMessage({ i, seed: mutant, defect })
}
parentPort!.postMessage('done')

/** All threads of the fuzzer share one process. */
function greed(): string | undefined {
  const held = process.memoryUsage.rss()
  return held > MEMORY ? `the process holds ${Math.round(held / MiB)} MiB` : undefined
}
