import { parentPort } from 'node:worker_threads'
import { measureTask, type Measured } from './measure-task.ts'
import type { TensorTask } from './measure.ts'
import { fileRows } from './row-reader.ts'

/** What a thread is told first: the files of both models. */
export interface Opening {
  readonly candidate: readonly string[]
  readonly reference: readonly string[]
}

export type Reply = { readonly kind: 'weights'; readonly weights: number } | Measured

const port = parentPort
port?.once('message', (opening: Opening) => {
  const readers = { candidate: fileRows(opening.candidate), reference: fileRows(opening.reference) }
  const onWeights = (weights: number): void => port.postMessage({ kind: 'weights', weights })
  port.on('message', (task: TensorTask) => port.postMessage(measureTask(task, readers, onWeights)))
})
