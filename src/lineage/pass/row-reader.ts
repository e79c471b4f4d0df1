import { closeSync, openSync, readSync } from 'node:fs'
import { ReadError } from '../../model/read-error.ts'
import type { StoredTensor } from '../files/model-files.ts'

/** Raw bytes of whole rows, synchronously: from a file that this thread opened, or from what was fetched before. */
export interface RowReader {
  /**
   * @param rowBytes bytes of one row as it is stored
   * @param into a place of that length; a reader that would copy may read to it, and then returns it
   */
  rows(tensor: StoredTensor, rowBytes: number, first: number, count: number, into?: Uint8Array): Uint8Array
  close(): void
}

/** Rows of files on disk. What it returns is good until the next call. */
export function fileRows(paths: readonly string[]): RowReader {
  const open = new Map<number, number>()
  let buffer = Buffer.alloc(0)
  return {
    rows({ name, shard, offset, size }, rowBytes, first, count, into) {
      const length = rowBytes * count
      const start = rowBytes * first
      if (start + length > size)
        throw new ReadError('malformed', `${JSON.stringify(name)} ends before row ${first + count}`)
      let fd = open.get(shard)
      if (fd === undefined) open.set(shard, (fd = openSync(paths[shard]!, 'r')))
      if (!into && buffer.length < length) buffer = Buffer.allocUnsafeSlow(length)
      const target = into ?? buffer
      let done = 0
      while (done < length) {
        const n = readSync(fd, target, done, length - done, offset + start + done)
        if (n === 0) throw new ReadError('malformed', `the file ends inside ${JSON.stringify(name)}`)
        done += n
      }
      return target.subarray(0, length)
    },
    close() {
      for (const fd of open.values()) closeSync(fd)
      open.clear()
    },
  }
}
