import { parentPort, workerData } from 'node:worker_threads'
import { MiB } from '../../src/model/context.ts'
import { mutate } from './mutate.ts'
import { randomFrom } from './random.ts'
import { loadSeeds } from './seeds.ts'
import { trial } from './trial.ts'

const { start, end, seed, only, progress } = workerData as {
  start: number
  end: number
  seed: number
  only: string | undefined
  progress: Int32Array
}
const MEMORY = 1024 * MiB
const seeds = (await loadSeeds()).filter((s) => only === undefined || s.path.includes(only))

for (let i = start; i < end; i++) {
  const random = randomFrom(seed * 0x9e3779b1 + i)
  const chosen = seeds[random(seeds.length)]!
  const other = seeds[random(seeds.length)]!
  Atomics.store(progress, 0, i - start)
  const bytes = mutate(chosen.bytes, other.bytes, random(0x7fffffff))
  const defect = (await trial({ path: chosen.path, bytes })) ?? greed()
  if (defect) parentPort!.postMessage({ i, path: chosen.path, bytes, defect })
}
Atomics.store(progress, 0, end - start)
parentPort!.postMessage('done')

/** All threads of the fuzzer share one process. */
function greed(): string | undefined {
  const held = process.memoryUsage.rss()
  return held > MEMORY ? `the process holds ${Math.round(held / MiB)} MiB` : undefined
}
