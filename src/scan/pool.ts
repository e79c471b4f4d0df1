import { Worker } from 'node:worker_threads'
import { MiB } from '../model/context.ts'
import { emptyInspection } from './inspect.ts'
import { inspectFile, type FileResult, type FileTask } from './inspect-file.ts'

/** Below this much work, starting threads costs more than they save. */
const INLINE_BYTES = 48 * MiB
const INLINE_FILES = 48
/** Files that this thread reads itself while workers run. */
const SMALL = 1 * MiB
const BATCH_BYTES = 4 * MiB
const BATCH_FILES = 24

export interface PoolOptions {
  readonly workers: number
  readonly signal: AbortSignal
  readonly onResult: (result: FileResult) => void
  /** More bytes of files whose result is still to come. */
  readonly onBytes: (n: number) => void
}

interface Queue {
  /** Largest files first. */
  readonly batches: SizedTask[][]
  /** Files of a batch that ended its thread, one by one; never read by this thread. */
  readonly suspects: SizedTask[][]
}

interface SizedTask {
  readonly task: FileTask
  readonly size: number
}

/** Inspects all files on as many threads as pay off. Results come in any order. */
export async function inspectAll(tasks: readonly SizedTask[], options: PoolOptions): Promise<void> {
  const bytes = bytesOf(tasks)
  const slight = tasks.length <= INLINE_FILES && bytes <= INLINE_BYTES
  const threads = Math.min(options.workers, tasks.length)
  if (slight || threads <= 1) return inspectHere(tasks, options)
  // This thread is warm and would only wait: where small files are most of the work, it is one of the threads.
  // Large files stay out of it, so that what one of them does to a heap ends a worker and not the scan.
  const small = tasks.filter((t) => t.size < SMALL)
  const helps = bytesOf(small) * 2 >= bytes
  const queue: Queue = { batches: batch(tasks), suspects: [] }
  const pool = Array.from({ length: Math.min(helps ? threads - 1 : threads, queue.batches.length) }, () =>
    startWorker(),
  )
  try {
    await Promise.all([...pool.map((worker) => drain(worker, queue, options)), helps && help(queue, options)])
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()))
  }
}

function bytesOf(tasks: readonly SizedTask[]): number {
  return tasks.reduce((sum, t) => sum + t.size, 0)
}

/** Takes batches of small files from the far end, and listens to the workers between two files. */
async function help({ batches }: Queue, { signal, onResult, onBytes }: PoolOptions): Promise<void> {
  while (batches.at(-1)?.every((t) => t.size < SMALL)) {
    for (const { task } of batches.pop() ?? []) {
      signal.throwIfAborted()
      onResult(await inspectFile(task, signal, onBytes))
      await new Promise(setImmediate)
    }
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
function batch(tasks: readonly SizedTask[]): SizedTask[][] {
  const batches: SizedTask[][] = []
  let open: SizedTask[] = []
  let openBytes = 0
  for (const task of tasks.toSorted((a, b) => b.size - a.size)) {
    open.push(task)
    openBytes += task.size
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
  // A bounded heap: a file that eats memory ends its thread, not the scan. Flags of whoever started the process stay out.
  const options = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 } }
  return new Worker(new URL(name, import.meta.url), options)
}

/** Feeds one thread until nothing is left. A thread that dies costs the files of its batch a gap each, not the scan. */
async function drain(worker: Worker, queue: Queue, options: PoolOptions): Promise<void> {
  let thread = worker
  for (let sized = next(queue); sized; sized = next(queue)) {
    options.signal.throwIfAborted()
    const tasks = sized.map((t) => t.task)
    try {
      for (const result of await send(thread, tasks, options)) options.onResult(result)
    } catch (error) {
      options.signal.throwIfAborted()
      await thread.terminate()
      thread = startWorker()
      if (tasks.length > 1) queue.suspects.push(...sized.map((one) => [one]))
      else for (const task of tasks) options.onResult(crashed(task, error))
    }
  }
  if (thread !== worker) await thread.terminate()
}

function next({ batches, suspects }: Queue): SizedTask[] | undefined {
  return suspects.shift() ?? batches.shift()
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
    ...emptyInspection(),
    index,
    path,
    size: 0,
    artifacts: [{ path, size: 0, format: 'unknown' }],
    gaps: [{ at: { path }, reason: 'crashed', detail: `reading it ended its thread: ${detail}` }],
  }
}
