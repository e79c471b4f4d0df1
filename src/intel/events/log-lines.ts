import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { sha256 } from '../../model/identity.ts'
import { overLimit } from '../../model/read-error.ts'

/** Bytes of one delivery, unless a single line is longer. */
const BATCH = 1024 * 1024
/** Bytes of a line. */
const MAX_LINE = 64 * 1024 * 1024

export interface Batch {
  /** Whole lines, with their line breaks. */
  readonly lines: Buffer
  readonly count: number
  /** Where they end. */
  readonly offset: number
  /** Of the last line, without its line break. */
  readonly digest: string
}

/** The next whole lines behind an offset; undefined when there are none yet. Throws `ReadError`, or what the file system throws. */
export function nextBatch(log: string, offset: number): Batch | undefined {
  return withLog(log, (fd, size) => {
    for (let length = BATCH; ; length *= 4) {
      const part = read(fd, offset, Math.min(length, size - offset))
      const end = part.lastIndexOf(10)
      if (end >= 0) {
        const lines = part.subarray(0, end + 1)
        let count = 0
        for (let at = lines.indexOf(10); at >= 0; at = lines.indexOf(10, at + 1)) count++
        const last = lines.subarray(lines.lastIndexOf(10, end - 1) + 1, end)
        return { lines, count, offset: offset + end + 1, digest: sha256(last) }
      }
      if (length >= size - offset) return undefined
      if (length >= MAX_LINE) throw overLimit(`holds a line of more than ${MAX_LINE} bytes`)
    }
  })
}

/** Whether the line that ends at the offset has this digest. */
export function endsWith(log: string, offset: number, digest: string): boolean {
  return withLog(log, (fd, size) => {
    if (offset > size) return false
    for (let length = BATCH; ; length *= 4) {
      const start = Math.max(0, offset - length)
      const part = read(fd, start, offset - start)
      if (part.at(-1) !== 10) return false
      const before = part.length > 1 ? part.lastIndexOf(10, part.length - 2) : -1
      if (before >= 0 || start === 0) return sha256(part.subarray(before + 1, part.length - 1)) === digest
      if (length >= MAX_LINE) return false
    }
  })
}

function withLog<T>(log: string, use: (fd: number, size: number) => T): T {
  const fd = openSync(log, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    return use(fd, fstatSync(fd).size)
  } finally {
    closeSync(fd)
  }
}

function read(fd: number, offset: number, length: number): Buffer {
  const data = Buffer.alloc(Math.max(0, length))
  let total = 0
  for (let n = -1; n !== 0 && total < data.length; total += n)
    n = readSync(fd, data, total, data.length - total, offset + total)
  return data.subarray(0, total)
}
