import { Worker } from 'node:worker_threads'
import type { Comparer, OnWeights } from './comparer.ts'
import { failedBy, measureTask } from './measure-task.ts'
import type { TensorMeasure, TensorTask } from './measure.ts'
import { fileRows } from './row-reader.ts'
import type { Opening, Reply } from './worker.ts'

/** Below this many weights, starting threads costs more than they save. */
const INLINE_WEIGHTS = 24_000_000

export interface CompareOptions extends Opening {
  readonly workers: number
  readonly signal: AbortSignal
  readonly onWeights: OnWeights
}

/** A tensor that could not be compared, and why. */
export interface Failure {
  readonly index: number
  readonly says: string
}

export interface Outcome {
  /** By index of the task. */
  readonly measures: ReadonlyMap<number, TensorMeasure>
  readonly failures: readonly Failure[]
}

/** Compares models on disk, on as many threads as pay off. */
export function localComparer(options: Omit<CompareOptions, 'onWeights'>): Comparer {
  return { compare: (tasks, onWeights) => compareAll(tasks, { ...options, onWeights }) }
}

/** The largest tensors first. */
async function compareAll(tasks: readonly TensorTask[], options: CompareOptions): Promise<Outcome> {
  const queue = tasks.toSorted((a, b) => weightsOf(b) - weightsOf(a))
  const outcome = { measures: new Map<number, TensorMeasure>(), failures: new Array<Failure>() }
  const threads = Math.min(options.workers, tasks.length)
  if (threads <= 1 || tasks.reduce((sum, t) => sum + weightsOf(t), 0) < INLINE_WEIGHTS)
    await here(queue, outcome, options)
  else await Promise.all(Array.from({ length: threads }, () => drain(queue, outcome, options)))
  return outcome
}

interface Growing {
  readonly measures: Map<number, TensorMeasure>
  readonly failures: Failure[]
}

function weightsOf({ recipe: { rows, width }, sample }: TensorTask): number {
  return (sample?.length ?? rows) * width
}

async function here(
  queue: TensorTask[],
  { measures, failures }: Growing,
  options: CompareOptions,
): Promise<void> {
  const readers = { candidate: fileRows(options.candidate), reference: fileRows(options.reference) }
  try {
    for (const task of queue) {
      options.signal.throwIfAborted()
      const measured = measureTask(task, readers, (n) => options.onWeights(n, task))
      if (measured.kind === 'measure') measures.set(task.index, measured.measure)
      else failures.push({ index: task.index, says: measured.says })
      await new Promise(setImmediate)
    }
  } finally {
    readers.candidate.close()
    readers.reference.close()
  }
}

async function drain(
  queue: TensorTask[],
  { measures, failures }: Growing,
  options: CompareOptions,
): Promise<void> {
  const { candidate, reference, signal, onWeights } = options
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './lineage-worker.js'
  const open = (): Worker => {
    const worker = new Worker(new URL(name, import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 },
    })
    worker.postMessage({ candidate, reference } satisfies Opening)
    return worker
  }
  let worker = open()
  try {
    for (let task = queue.shift(); task; task = queue.shift()) {
      signal.throwIfAborted()
      try {
        const reply = await ask(worker, task, signal, onWeights)
        if (reply.kind === 'measure') measures.set(task.index, reply.measure)
        else if (reply.kind === 'failed') failures.push({ index: task.index, says: reply.says })
      } catch (error) {
        signal.throwIfAborted()
        // What ends a thread must not end the comparison of the other tensors.
        failures.push({ index: task.index, says: failedBy(error).says })
        await worker.terminate()
        worker = open()
      }
    }
  } finally {
    await worker.terminate()
  }
}

function ask(worker: Worker, task: TensorTask, signal: AbortSignal, onWeights: OnWeights): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const finish = (then: () => void): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      then()
    }
    const onMessage = (reply: Reply): void => {
      if (reply.kind === 'weights') onWeights(reply.weights, task)
      else finish(() => resolve(reply))
    }
    const onError = (error: unknown): void => finish(() => reject(error))
    const onExit = (): void => finish(() => reject(new Error('the thread ended')))
    const onAbort = (): void => finish(() => reject(new Error('aborted')))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    signal.addEventListener('abort', onAbort)
    worker.postMessage(task)
  })
}
