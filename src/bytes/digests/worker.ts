import { parentPort } from 'node:worker_threads'
import { digestFile, type DigestTask } from './digest-file.ts'

/** Bytes between two words of progress. */
const EVERY = 16 * 1024 * 1024

const port = parentPort
port?.on('message', ({ index, task }: { readonly index: number; readonly task: DigestTask }) => {
  let pending = 0
  const result = digestFile(task, (n) => {
    pending += n
    if (pending < EVERY) return
    port.postMessage({ bytes: pending })
    pending = 0
  })
  port.postMessage({ index, result, bytes: pending })
})
