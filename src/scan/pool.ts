import { Worker } from 'node:worker_threads'
import { MiB } from '../model/context.ts'
import { inspectFile, type FileResult, type FileTask } from './inspect-file.ts'

/** Below this much work, starting threads costs more than they save. */
const INLINE_BYTES = 48 * MiB
const INLINE_FILES = 48
const BATCH_BYTES = 4 * MiB
const BATCH_FILES = 24

export interface PoolOptions {
  readonly workers: number
  readonly signal: AbortSignal
  readonly onResult: (result: FileResult) => void
  /** More bytes of files whose result is still to come. */
  readonly onBytes: (n: number) => void
}

interface SizedTask {
  readonly task: FileTask
  readonly size: number
}

/** Inspects all files on as many threads as pay off. Results come in any order. */
export async function inspectAll(tasks: readonly SizedTask[], options: PoolOptions): Promise<void> {
  const bytes = tasks.reduce((sum, t) => sum + t.size, 0)
  const small = tasks.length <= INLINE_FILES && bytes <= INLINE_BYTES
  const threads = Math.min(options.workers, tasks.length)
  if (small || threads <= 1) return inspectHere(tasks, options)
  const batches = batch(tasks)
  const pool = Array.from({ length: Math.min(threads, batches.length) }, () => startWorker())
  try {
    await Promise.all(pool.map((worker) => drain(worker, batches, options)))
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()))
  }
}

async function inspectHere(
  tasks: readonly SizedTask[],
  { signal, onResult, onBytes }: PoolOptions,
): Promise<void> {
  for (const { task } of tasks) {
    signal.throwIfAborted()
    onResult(await inspectFile(task, signal, onBytes))
    await new Promise(setImmediate)
  }
}

/** The largest first, so that no thread ends up alone with a large file; small ones travel together. */
function batch(tasks: readonly SizedTask[]): FileTask[][] {
  const batches: FileTask[][] = []
  let open: FileTask[] = []
  let openBytes = 0
  for (const { task, size } of tasks.toSorted((a, b) => b.size - a.size)) {
    open.push(task)
    openBytes += size
    if (openBytes < BATCH_BYTES && open.length < BATCH_FILES) continue
    batches.push(open)
    open = []
    openBytes = 0
  }
  if (open.length > 0) batches.push(open)
  return batches
}

function startWorker(): Worker {
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
  // A bounded heap: a file that eats memory ends its thread, not the scan.
  return new Worker(new URL(name, import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
}

/** Feeds one thread until nothing is left. A thread that dies costs the files of its batch a gap each, not the scan. */
async function drain(worker: Worker, batches: FileTask[][], options: PoolOptions): Promise<void> {
  let thread = worker
  for (let tasks = batches.shift(); tasks; tasks = batches.shift()) {
    options.signal.throwIfAborted()
    try {
      for (const result of await send(thread, tasks, options)) options.onResult(result)
    } catch (error) {
      options.signal.throwIfAborted()
      await thread.terminate()
      thread = startWorker()
      if (tasks.length > 1) batches.unshift(...tasks.map((task) => [task]))
      else for (const task of tasks) options.onResult(crashed(task, error))
    }
  }
  if (thread !== worker) await thread.terminate()
}

function send(
  worker: Worker,
  tasks: readonly FileTask[],
  { signal, onBytes }: PoolOptions,
): Promise<FileResult[]> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const onMessage = (message: FileResult[] | number): void =>
      typeof message === 'number' ? onBytes(message) : settle(() => resolve(message))
    const onError = (error: unknown): void => settle(() => reject(error))
    const onExit = (code: number): void => settle(() => reject(new Error(`the thread ended with ${code}`)))
    const onAbort = (): void => settle(() => reject(new Error('aborted')))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    signal.addEventListener('abort', onAbort)
    worker.postMessage(tasks)
  })
}

function crashed({ index, path }: FileTask, error: unknown): FileResult {
  const detail = error instanceof Error ? error.message : String(error)
  return {
    index,
    path,
    size: 0,
    artifacts: [{ path, size: 0, format: 'unknown' }],
    drafts: [],
    records: [],
    code: [],
    gaps: [{ at: { path }, reason: 'crashed', detail: `reading it ended its thread: ${detail}` }],
  }
}
