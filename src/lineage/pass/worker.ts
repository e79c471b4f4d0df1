import { parentPort } from 'node:worker_threads'
import { codecOf } from '../codecs/codecs.ts'
import { compareTensor } from './compare-tensor.ts'
import type { TensorMeasure, TensorTask } from './measure.ts'
import { fileRows } from './row-reader.ts'

/** What a thread is told first: the files of both models. */
export interface Opening {
  readonly candidate: readonly string[]
  readonly reference: readonly string[]
}

export type Reply =
  | { readonly kind: 'weights'; readonly weights: number }
  | { readonly kind: 'measure'; readonly measure: TensorMeasure }
  | { readonly kind: 'failed'; readonly says: string }

const port = parentPort
port?.once('message', (opening: Opening) => {
  const readers = { candidate: fileRows(opening.candidate), reference: fileRows(opening.reference) }
  port.on('message', (task: TensorTask) => port.postMessage(answer(task, readers)))
})

function answer(task: TensorTask, readers: Parameters<typeof compareTensor>[2]): Reply {
  try {
    const codec = codecOf(task.codec)
    if (!codec) return { kind: 'failed', says: `the type ${task.codec} is not known` }
    const measure = compareTensor(task, codec, readers, (weights) =>
      port?.postMessage({ kind: 'weights', weights }),
    )
    return { kind: 'measure', measure }
  } catch (error) {
    return { kind: 'failed', says: error instanceof Error ? error.message : String(error) }
  }
}
