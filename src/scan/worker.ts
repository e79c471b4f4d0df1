import { parentPort } from 'node:worker_threads'
import { MiB } from '../model/context.ts'
import { inspectFile, type FileResult, type FileTask } from './inspect-file.ts'

// The main thread ends a scan by terminating its workers, so nothing in here waits on a signal.
const never = new AbortController().signal

parentPort?.on('message', (tasks: readonly FileTask[]) => {
  void run(tasks)
})

/** Between two reports of progress. */
const STEP = 64 * MiB

async function run(tasks: readonly FileTask[]): Promise<void> {
  const results: FileResult[] = []
  let unreported = 0
  const onBytes = (n: number): void => {
    unreported += n
    if (unreported < STEP) return
    parentPort?.postMessage(unreported)
    unreported = 0
  }
  for (const task of tasks) results.push(await inspectFile(task, never, onBytes))
  parentPort?.postMessage(results)
}
