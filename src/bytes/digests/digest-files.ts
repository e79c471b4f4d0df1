import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { HashCache } from './cache.ts'
import { digestFile, type DigestResult, type DigestTask } from './digest-file.ts'
import { fileState } from './file-state.ts'

/** Below this much work, starting threads costs more than they save. */
const INLINE_BYTES = 96 * 1024 * 1024

export interface DigestOptions {
  /** Threads at most. */
  readonly workers: number
  readonly signal: AbortSignal
  /** Remembered digests answer for files whose state is the same; tasks that ask for other algorithms are always read. */
  readonly cache: HashCache
  /** Hears how many more bytes are done, remembered ones too. */
  readonly onBytes?: (n: number) => void
}

/** Hashes files on as many threads as pay off. Results are in the order of the tasks. */
export async function digestFiles(
  tasks: readonly DigestTask[],
  options: DigestOptions,
): Promise<DigestResult[]> {
  const { cache, signal, onBytes = () => {} } = options
  const results = tasks.map((task) => remembered(task, cache))
  const open = tasks.flatMap((task, index) => (results[index] ? [] : [{ task, index }]))
  for (const result of results) if (result?.outcome === 'hashed') onBytes(result.size)
  const bytes = open.reduce((sum, { task }) => sum + task.size, 0)
  const settle = (index: number, result: DigestResult): void => {
    results[index] = result
    if (result.outcome === 'hashed' && !tasks[index]?.range) cache.put(result.state, result.digest)
  }
  const threads = Math.min(options.workers, open.length)
  if (threads <= 1 || bytes <= INLINE_BYTES) {
    for (const { task, index } of open) {
      signal.throwIfAborted()
      settle(index, digestFile(task, onBytes))
      await new Promise(setImmediate)
    }
  } else {
    const queue = open.toSorted((a, b) => b.task.size - a.task.size)
    await Promise.all(Array.from({ length: threads }, () => drain(queue, { signal, onBytes, settle })))
  }
  return results as DigestResult[]
}

function remembered(
  { absolute, others = [], range }: DigestTask,
  cache: HashCache,
): DigestResult | undefined {
  if (others.length > 0 || range) return undefined
  try {
    const stat = statSync(absolute, { bigint: true })
    const state = fileState(stat)
    const digest = stat.isFile() ? cache.get(state) : undefined
    return digest && { outcome: 'hashed', digest, others: {}, size: Number(stat.size), state }
  } catch {
    // Opening it says why.
    return undefined
  }
}

interface Draining {
  readonly signal: AbortSignal
  readonly onBytes: (n: number) => void
  readonly settle: (index: number, result: DigestResult) => void
}

interface Reply {
  readonly bytes: number
  readonly index?: number
  readonly result?: DigestResult
}

/** Feeds one thread, a file at a time, until nothing is left. */
async function drain(
  queue: { readonly task: DigestTask; readonly index: number }[],
  { signal, onBytes, settle }: Draining,
): Promise<void> {
  // As source, as a file of the library, in a bundle.
  const url = import.meta.url
  const name = url.endsWith('.ts')
    ? './worker.ts'
    : url.endsWith('/digest-files.js')
      ? './worker.js'
      : './digest-worker.js'
  // It lives on buffers outside of the heap; room for young objects would only be taken.
  const worker = new Worker(new URL(name, url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  try {
    for (let next = queue.shift(); next; next = queue.shift()) {
      signal.throwIfAborted()
      const { index, task } = next
      settle(index, await send(worker, { index, task }, signal, onBytes))
    }
  } finally {
    await worker.terminate()
  }
}

function send(
  worker: Worker,
  message: { readonly index: number; readonly task: DigestTask },
  signal: AbortSignal,
  onBytes: (n: number) => void,
): Promise<DigestResult> {
  return new Promise((resolve, reject) => {
    const finish = (then: () => void): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      signal.removeEventListener('abort', onAbort)
      then()
    }
    const onMessage = ({ bytes, result }: Reply): void => {
      onBytes(bytes)
      if (result) finish(() => resolve(result))
    }
    const onError = (error: unknown): void => finish(() => reject(error))
    const onAbort = (): void => finish(() => reject(new Error('aborted')))
    worker.on('message', onMessage)
    worker.on('error', onError)
    signal.addEventListener('abort', onAbort)
    worker.postMessage(message)
  })
}
