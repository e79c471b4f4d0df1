import { parentPort } from 'node:worker_threads'
import { inspectFile, type FileResult, type FileTask } from './inspect-file.ts'

// The main thread ends a scan by terminating its workers, so nothing in here waits on a signal.
const never = new AbortController().signal

parentPort?.on('message', (tasks: readonly FileTask[]) => {
  void run(tasks)
})

async function run(tasks: readonly FileTask[]): Promise<void> {
  const results: FileResult[] = []
  for (const task of tasks) results.push(await inspectFile(task, never))
  parentPort?.postMessage(results)
}
