import { closeSync, openSync, readSync } from 'node:fs'
import { ReadError } from '../../model/read-error.ts'
import type { StoredTensor } from '../files/model-files.ts'

/** Raw bytes of whole rows, synchronously: from a file that this thread opened, or from what was fetched before. */
export interface RowReader {
  /** @param rowBytes bytes of one row as it is stored */
  rows(tensor: StoredTensor, rowBytes: number, first: number, count: number): Uint8Array
  close(): void
}

/** Rows of files on disk. What it returns is good until the next call. */
export function fileRows(paths: readonly string[]): RowReader {
  const open = new Map<number, number>()
  let buffer = Buffer.alloc(0)
  return {
    rows({ name, shard, offset, size }, rowBytes, first, count) {
      const length = rowBytes * count
      const start = rowBytes * first
      if (start + length > size)
        throw new ReadError('malformed', `${JSON.stringify(name)} ends before row ${first + count}`)
      let fd = open.get(shard)
      if (fd === undefined) open.set(shard, (fd = openSync(paths[shard]!, 'r')))
      if (buffer.length < length) buffer = Buffer.allocUnsafeSlow(length)
      let done = 0
      while (done < length) {
        const n = readSync(fd, buffer, done, length - done, offset + start + done)
        if (n === 0) throw new ReadError('malformed', `the file ends inside ${JSON.stringify(name)}`)
        done += n
      }
      return buffer.subarray(0, length)
    },
    close() {
      for (const fd of open.values()) closeSync(fd)
      open.clear()
    },
  }
}
